import { tmpdir } from "node:os";
import { getRequestListener } from "@hono/node-server";
import { expect, onTestFinished } from "vitest";
import { openChats } from "../../src/entrypoints/serve/run-chats.ts";
import { runRequestedSyncs } from "../../src/entrypoints/serve/run-requested-syncs.ts";
import { serve } from "../counterparts/shared/serve.ts";
import { startSlackCounterpart } from "../counterparts/slack/start-slack-counterpart.ts";
import { findChannel } from "../counterparts/slack/state/channels.ts";
import { openNotionApp } from "./notion-world.ts";

export type SetupWorld = Awaited<ReturnType<typeof openSetupWorld>>;

export const ADD_NOTION = "/footnote sources add notion";
export const SECRET = "ntn_test";

/** Footnote as it is served, in a pretend Slack over a socket, with a pretend Notion to read. */
export async function openSetupWorld(change: { publicUrl?: string } = {}) {
  const slack = await startSlackCounterpart({ rateLimits: "none" });
  onTestFinished(slack.close);
  let answer: (request: Request) => Response | Promise<Response> = () =>
    new Response("", { status: 503 });
  const server = await serve(getRequestListener((request) => answer(request)));
  onTestFinished(server.close);
  const { botToken } = slack.company;
  const { appToken } = slack.world.app;
  const { app, notion } = await openNotionApp({
    slack: {
      botToken,
      appToken,
      signingSecret: undefined,
      slackApiUrl: slack.apiUrl,
      oauth: undefined,
    },
    publicUrl: change.publicUrl ?? server.url,
    chatFolders: [tmpdir()],
  });
  const clock = { aheadMs: 0 };
  const now = () => Date.now() + clock.aheadMs;
  const chats = await openChats({ ...app, now });
  answer = (request) => chats.setup(request);
  const stopping = new AbortController();
  const running = Promise.all([
    chats.run(stopping.signal),
    runRequestedSyncs(app, stopping.signal),
  ]);
  onTestFinished(async () => {
    stopping.abort();
    await running;
  });
  await expect.poll(() => slack.world.sockets.size(), { timeout: 20_000 }).toBe(1);

  /** What somebody sees in their conversation with Footnote. */
  const told = (who: string) => {
    try {
      return slack.read(who, `@${who}`);
    } catch {
      return "";
    }
  };
  /** Links in that conversation, oldest first. */
  const links = (who: string): string[] =>
    findChannel(slack.world, `@${who}`).messages.flatMap(({ blocks }) =>
      [...JSON.stringify(blocks ?? []).matchAll(/"(https?:\/\/[^"]+\/setup\/[\w-]+)"/g)].map(
        ([, url]) => url ?? "",
      ),
    );
  const settle = async () => {
    await slack.settled();
    const { queue } = app;
    const open = async () => {
      const { waiting, running: busy } = await queue.stats();
      return waiting + busy;
    };
    await expect.poll(open, { timeout: 20_000, interval: 20 }).toBe(0);
  };
  return {
    ...{ slack, notion, app, clock, server, told, links, settle },
    /** Gives a command and waits for the modal. */
    async openForm(who: string, command: string) {
      slack.people.command(who, "#general", command);
      await slack.settled();
    },
    /** Asks for a Notion source by the form; the link that comes of it. */
    async askForLink(name = "wiki", who = "adam"): Promise<string> {
      slack.people.command(who, "#general", ADD_NOTION);
      await slack.settled();
      const submitted = await slack.people.submit(who, { name });
      expect(submitted).toEqual({ state: "closed" });
      await settle();
      return links(who).at(-1) ?? expect.fail("no link was sent");
    },
  };
}
