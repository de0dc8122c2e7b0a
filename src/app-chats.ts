import { createSlackInstallations } from "./app-installations.ts";
import type { ChatInbox, RoomPlatform } from "./chat/chat-rooms.ts";
import type { ProposalForms } from "./chat/proposal-forms.ts";
import type { SourceForms } from "./chat/source-forms.ts";
import type { Config } from "./config.ts";
import { verifiedPrincipals } from "./feedback/verified/list-verified.ts";
import type { Storage } from "./storage/storage.ts";
import type { Logger } from "./telemetry/logger.ts";

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
  const { config, storage, ...deps } = wiring;
  if (config.slack === undefined) return [];
  const { createSlackPlatform } = await import("./chat/slack/slack-platform.ts");
  const principalsInUse = async () => [
    ...(await storage.accessLists.list()).flatMap(({ principals }) => principals),
    ...(await verifiedPrincipals(storage)),
  ];
  const { oauth } = config.slack;
  const installing = oauth && { ...oauth, installations: createSlackInstallations(wiring) };
  return [createSlackPlatform(config.slack, { ...deps, principalsInUse, installing })];
}
