import type { TeamsPlaces, TeamsStorage } from "../../../storage/ports/teams-storage.ts";
import type { Logger } from "../../../telemetry/logger.ts";
import type { ChatInbox, RoomPlatform } from "../../chat-rooms.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { TeamsOptions } from "../teams-options.ts";
import type { Pace } from "../wire/pace.ts";

/** What people of Teams are called, and how they are mentioned. */
export interface NamedPeople extends Pick<RoomPlatform, "nameOf"> {
  /** Undefined where nobody is known by this id, or they cannot be mentioned. @throws ChatError */
  mentionOf(person: string): Promise<{ mri: string; name: string } | undefined>;
}

export interface ShowDeps {
  connector: TeamsConnector;
  storage: TeamsPlaces & Pick<TeamsStorage, "said">;
  people: NamedPeople;
  options: Pick<TeamsOptions, "isPlayground">;
  inbox: ChatInbox;
  logger: Logger;
  now(): number;
  pace: Pace;
  /** Conversations in which a stream runs: Teams has no more than one in each. */
  streaming: Set<string>;
}
