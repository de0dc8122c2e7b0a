import { readFileSync } from "node:fs";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { AdminForms } from "../../../../src/chat/admin-forms.ts";
import type { ChatEvent, ChatInbox } from "../../../../src/chat/chat-rooms.ts";
import type { ProposalForms } from "../../../../src/chat/proposal-forms.ts";
import { createSlackPlatform } from "../../../../src/chat/slack/slack-platform.ts";
import {
  type CounterpartOptions,
  startSlackCounterpart,
} from "../../../counterparts/slack/start-slack-counterpart.ts";
import { openWebDoor } from "../../../support/serve-chats.ts";

export interface Kept {
  key: string;
  group: string;
  event: ChatEvent;
}

export interface StartOptions extends CounterpartOptions {
  over?: "http" | "socket";
  /** Called before an event is kept; it is not when this throws. */
  beforeKeeping?: () => void | Promise<void>;
  /** Nobody may open one, where absent. */
  adminForms?: AdminForms;
}

export const noForms: AdminForms = {
  find: async () => ({ type: "refused", sentence: "No." }),
  check: async () => ({ type: "refused", sentence: "No." }),
};

export const noProposals: ProposalForms = {
  find: async () => ({ type: "refused", sentence: "No." }),
  check: async () => ({ type: "refused", sentence: "No." }),
};

/** The platform connected with a pretend Slack that took the manifest which ships with Footnote. */
export async function startSlack(options: StartOptions = {}) {
  const { over = "http", beforeKeeping, adminForms = noForms, ...counterpart } = options;
  const slack = await startSlackCounterpart({
    rateLimits: "none",
    manifest: readManifest(over),
    ...counterpart,
  });
  onTestFinished(slack.close);
  const kept: Kept[] = [];
  const inbox: ChatInbox = {
    async keep(key, group, event) {
      await beforeKeeping?.();
      kept.push({ key, group, event });
    },
  };
  const { app } = slack.world;
  const clock = { now: () => Date.now() };
  const inUse: string[] = [];
  const platform = createSlackPlatform(
    {
      botToken: slack.company.botToken,
      appToken: over === "socket" ? app.appToken : undefined,
      signingSecret: over === "http" ? app.signingSecret : undefined,
      slackApiUrl: slack.apiUrl,
    },
    {
      inbox,
      adminForms,
      proposalForms: noProposals,
      principalsInUse: async () => inUse,
      logger: pino({ level: "silent" }),
      now: () => clock.now(),
    },
  );
  const stopping = new AbortController();
  const running = platform.run(stopping.signal);
  const stop = async () => {
    stopping.abort();
    await running;
  };
  onTestFinished(stop);
  const url = over === "http" ? await openDoor(platform.receive?.bind(platform)) : "";
  if (over === "http") await slack.listenAt(url);
  const { teamId } = slack.company;
  const find = (name: string) =>
    [...slack.world.users.values(), ...slack.world.channels.values()].find(
      (one) => one.name === name.replace(/^[#@]/, ""),
    )?.id ?? name;
  return {
    ...{ slack, platform, kept, url, stop, teamId, clock, inUse },
    events: () => kept.map(({ event }) => event),
    /** The platform's id of a person or channel. */
    idOf: (name: string, ts?: string) =>
      `slack:${teamId}:${find(name)}${ts === undefined ? "" : `:${ts}`}`,
  };
}

/** Serves what a platform receives over HTTP; the address of `/slack/events`. */
export async function openDoor(receive: Parameters<typeof openWebDoor>[0]) {
  return `${await openWebDoor(receive)}/slack/events`;
}

export function readManifest(over: "http" | "socket"): unknown {
  const path = `../../../../deploy/slack/manifest-${over}.json`;
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}
