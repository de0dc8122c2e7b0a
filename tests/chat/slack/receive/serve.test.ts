import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type SlackCounterpart,
  startSlackCounterpart,
} from "../../../counterparts/slack/start-slack-counterpart.ts";
import { createFootnote, type Serving } from "../../../support/footnote.ts";
import { readManifest } from "./start-slack.ts";

let slack: SlackCounterpart;
let serving: Serving;
beforeAll(async () => {
  slack = await startSlackCounterpart({ manifest: readManifest("socket") });
  const footnote = createFootnote({
    environment: {
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_APP_TOKEN: slack.world.app.appToken,
      SLACK_SIGNING_SECRET: slack.world.app.signingSecret,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
    },
  });
  serving = await footnote.serve();
  // Until the sample handbook is read, there is nothing to answer from.
  await footnote.run("sync", "--no-wait");
}, 30_000);
afterAll(async () => {
  await serving.stop();
  await slack.close();
});

test("a mention in a channel is answered in its thread, over a socket and over HTTP", async () => {
  const ask = async (words: string) => {
    slack.people.mention("amy", "#general", words);
    const read = () => slack.read("amy", "#general").split(words).at(-1) ?? "";
    await expect.poll(read, { timeout: 15_000 }).toMatch(/\[1\]/);
  };
  await expect.poll(() => slack.world.sockets.size(), { timeout: 10_000 }).toBe(1);
  await ask("How many days of annual leave do I get?");
  await slack.listenAt(`${serving.url.replace(/\/$/, "")}/slack/events`);
  await ask("What is the daily allowance when I travel?");
  // A guest is there, and the handbook is for full members.
  slack.people.mention("amy", "#help", "How many days of annual leave do I get?");
  const read = () => slack.read("amy", "#help");
  await expect.poll(read, { timeout: 15_000 }).toContain("I found nothing in the documents");
  expect(slack.world.complaints).toEqual([]);
}, 40_000);
