import { createSlackInstallations } from "./app-installations.ts";
import type { ChatInbox, RoomPlatform } from "./chat/chat-rooms.ts";
import type { ProposalForms } from "./chat/proposal-forms.ts";
import type { SourceForms } from "./chat/source-forms.ts";
import type { Config } from "./config.ts";
import { verifiedPrincipals } from "./feedback/verified/list-verified.ts";
import type { Storage } from "./storage/storage.ts";
import type { Logger } from "./telemetry/logger.ts";
import type { SlackConfig } from "./variables/slack-variables.ts";

export interface ChatWiring {
  config: Config;
  storage: Storage;
  inbox: ChatInbox;
  secretKey: () => Uint8Array;
  sourceForms: SourceForms;
  proposalForms: ProposalForms;
  logger: Logger;
  now: () => number;
}

/** The platforms that are configured; their packages take a while to load, so only then. */
export async function wireChats(wiring: ChatWiring): Promise<RoomPlatform[]> {
  const { slack, teams } = wiring.config;
  const platforms: RoomPlatform[] = [];
  if (slack !== undefined) platforms.push(await wireSlack(slack, wiring));
  if (teams !== undefined) platforms.push(await wireTeams(teams, wiring));
  return platforms;
}

async function wireSlack(slack: SlackConfig, wiring: ChatWiring): Promise<RoomPlatform> {
  const { createSlackPlatform } = await import("./chat/slack/slack-platform.ts");
  const { oauth } = slack;
  const installing = oauth && { ...oauth, installations: createSlackInstallations(wiring) };
  const principalsInUse = () => listPrincipalsInUse(wiring.storage);
  return createSlackPlatform(slack, { ...wiring, principalsInUse, installing });
}

async function wireTeams(
  teams: NonNullable<Config["teams"]>,
  wiring: ChatWiring,
): Promise<RoomPlatform> {
  const { createTeamsPlatform } = await import("./chat/teams/teams-platform.ts");
  const principalsInUse = () => listPrincipalsInUse(wiring.storage);
  const storage = wiring.storage.teams;
  return createTeamsPlatform(teams, { ...wiring, storage, principalsInUse });
}

/** Those that some document or verified answer is for. */
async function listPrincipalsInUse(storage: Storage): Promise<string[]> {
  const lists = await storage.accessLists.list();
  const ofDocuments = lists.flatMap(({ principals }) => principals);
  return [...ofDocuments, ...(await verifiedPrincipals(storage))];
}
