import type { ExpandAudience } from "./access/groups/expand-audience.ts";
import { principalsInUse } from "./access/groups/principals-in-use.ts";
import { withGroups } from "./access/groups/with-groups.ts";
import { createSlackInstallations } from "./app-installations.ts";
import type { AdminForms } from "./chat/admin-forms.ts";
import type { ChatInbox, RoomPlatform } from "./chat/chat-rooms.ts";
import type { ProposalForms } from "./chat/proposal-forms.ts";
import type { Config } from "./config.ts";
import type { Sealer } from "./storage/secrets/sealer.ts";
import type { Storage } from "./storage/storage.ts";
import type { Logger } from "./telemetry/logger.ts";
import type { SlackConfig } from "./variables/slack-variables.ts";

export interface ChatWiring {
  config: Config;
  storage: Storage;
  inbox: ChatInbox;
  sealer: Sealer;
  adminForms: AdminForms;
  proposalForms: ProposalForms;
  expandAudience: ExpandAudience;
  logger: Logger;
  now: () => number;
}

/** The platforms that are configured; their packages take a while to load, so only then. */
export async function wireChats(wiring: ChatWiring): Promise<RoomPlatform[]> {
  const { slack, teams } = wiring.config;
  const platforms: RoomPlatform[] = [];
  if (slack !== undefined) platforms.push(await wireSlack(slack, wiring));
  if (teams !== undefined) platforms.push(await wireTeams(teams, wiring));
  return platforms.map((platform) => withGroups(platform, wiring.expandAudience));
}

async function wireSlack(slack: SlackConfig, wiring: ChatWiring): Promise<RoomPlatform> {
  const { createSlackPlatform } = await import("./chat/slack/slack-platform.ts");
  const { oauth } = slack;
  const installing = oauth && { ...oauth, installations: createSlackInstallations(wiring) };
  return createSlackPlatform(slack, { ...wiring, principalsInUse: inUse(wiring), installing });
}

async function wireTeams(
  teams: NonNullable<Config["teams"]>,
  wiring: ChatWiring,
): Promise<RoomPlatform> {
  const { createTeamsPlatform } = await import("./chat/teams/teams-platform.ts");
  const storage = wiring.storage.teams;
  return createTeamsPlatform(teams, { ...wiring, storage, principalsInUse: inUse(wiring) });
}

function inUse({ storage }: ChatWiring): () => Promise<string[]> {
  return () => principalsInUse(storage);
}
