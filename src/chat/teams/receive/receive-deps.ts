import type { TeamsStorage } from "../../../storage/ports/teams-storage.ts";
import type { Logger } from "../../../telemetry/logger.ts";
import type { ChatInbox } from "../../chat-rooms.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { TeamsActivity } from "../events/teams-activity.ts";
import type { TeamsPeople } from "../people/teams-people.ts";
import type { TeamsOptions } from "../teams-options.ts";
import type { InvokeReply } from "./invoke-reply.ts";

export interface ReceiveDeps {
  inbox: ChatInbox;
  storage: TeamsStorage;
  connector: Pick<TeamsConnector, "member" | "openPersonal">;
  people: Pick<TeamsPeople, "kindOf" | "isIn" | "isMember" | "isFromOutside">;
  /** Dialogs, and cards that are forms; undefined for an invoke that is none of theirs. */
  forms: (activity: unknown) => Promise<InvokeReply | undefined>;
  options: Pick<TeamsOptions, "tenantIds" | "isPlayground">;
  logger: Logger;
  now: () => number;
}

/** Bots, Footnote's own among them. */
export function isBot({ from, recipient }: Pick<TeamsActivity, "from" | "recipient">): boolean {
  return from.id === recipient.id || from.id.startsWith("28:") || from.role === "bot";
}
