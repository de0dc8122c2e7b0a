import type { TeamsConversation, TeamsStorage } from "../../../storage/ports/teams-storage.ts";
import type { Logger } from "../../../telemetry/logger.ts";
import type { ChatInbox, RoomKind } from "../../chat-rooms.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { Occurrence } from "../events/occurrence.ts";
import type { TeamsActivity } from "../events/teams-activity.ts";
import type { TeamsOptions } from "../teams-options.ts";
import type { InvokeReply } from "./invoke-reply.ts";

export interface ReceiveDeps {
  inbox: ChatInbox;
  storage: TeamsStorage;
  connector: Pick<TeamsConnector, "member">;
  people: ReceivePeople;
  /** Dialogs, and cards that are forms; undefined for an invoke that is none of theirs. */
  forms: (activity: unknown) => Promise<InvokeReply | undefined>;
  options: Pick<TeamsOptions, "tenantIds" | "isPlayground">;
  logger: Logger;
  now: () => number;
}

/** What of people and rooms is asked before anything is kept. */
export interface ReceivePeople {
  /** @throws ChatError */
  kindOf(conversation: TeamsConversation): Promise<RoomKind>;
  /** @throws ChatError */
  isIn(person: string, roomId: string): Promise<boolean>;
  /** @throws ChatError */
  isMember(person: string): Promise<boolean>;
  /** What is known of who is in a room is asked anew. */
  forget(roomId: string): void;
}

export async function keep(
  { key, group, event }: Occurrence,
  { inbox }: Pick<ReceiveDeps, "inbox">,
): Promise<void> {
  await inbox.keep(key, group, event);
}

/** Bots, Footnote's own among them. */
export function isBot({ from, recipient }: Pick<TeamsActivity, "from" | "recipient">): boolean {
  return from.id === recipient.id || from.id.startsWith("28:") || from.role === "bot";
}
