import type { TeamsPlaces, TeamsStorage } from "../../../storage/ports/teams-storage.ts";
import type { Logger } from "../../../telemetry/logger.ts";
import type { ChatInbox } from "../../chat-rooms.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { TeamsPeople } from "../people/teams-people.ts";
import type { TeamsOptions } from "../teams-options.ts";
import type { Pace } from "../wire/pace.ts";

export interface ShowDeps {
  connector: TeamsConnector;
  storage: TeamsPlaces & Pick<TeamsStorage, "said">;
  people: Pick<TeamsPeople, "nameOf" | "mentionOf" | "nameOfChat" | "isFromOutside">;
  options: Pick<TeamsOptions, "isPlayground">;
  inbox: ChatInbox;
  logger: Logger;
  now(): number;
  pace: Pace;
  /** Conversations in which a stream runs: Teams has no more than one in each. */
  streaming: Set<string>;
}
