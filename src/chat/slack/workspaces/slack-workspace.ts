import type { webApi } from "@slack/bolt";
import { createDirectory, type Directory } from "../people/directory.ts";
import { createRooms, type Rooms } from "../people/rooms.ts";
import type { SlackIdentity } from "../receive/slack-identity.ts";

/** A workspace that Footnote is in: how it is reached, and what is known of it. */
export interface SlackWorkspace extends SlackIdentity {
  client: webApi.WebClient;
  directory: Directory;
  rooms: Rooms;
}

export interface Workspaces {
  /** Undefined where Footnote is not installed. @throws ChatError when that cannot be told */
  find(teamId: string): Promise<SlackWorkspace | undefined>;
  /** Those that Footnote is in and may serve. @throws ChatError when that cannot be told */
  all(): Promise<SlackWorkspace[]>;
  /** The workspace that something verified to come from Slack is for. */
  ofPayload(body: unknown): Promise<SlackWorkspace | undefined>;
}

export function connectWorkspace(
  client: webApi.WebClient,
  { teamId, botUserId, botId }: SlackIdentity,
  now: () => number,
): SlackWorkspace {
  const directory = createDirectory({ client, teamId: async () => teamId, now });
  return { teamId, botUserId, botId, client, directory, rooms: createRooms({ client, now }) };
}
