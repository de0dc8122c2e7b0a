import { existsSync } from "node:fs";
import { join } from "node:path";
import { LogLevel, webApi } from "@slack/bolt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../shared/free-port.ts";
import { addChannel } from "../../state/channels.ts";
import { refusal, start } from "../start.ts";

const EMULATE = join(import.meta.dirname, "../../../../../node_modules/emulate/package.json");
const missing = !existsSync(EMULATE);

let ours: Awaited<ReturnType<typeof start>>;
let close: () => Promise<unknown>;
const both: [string, webApi.WebClient][] = [];

beforeAll(async () => {
  if (missing) return;
  ours = await start();
  addChannel(ours.world, ours.company.teamId, { name: "kb", members: [ours.company.botUserId] });
  const { createEmulator } = await import("emulate");
  const port = await freePort();
  const emulator = await createEmulator({
    service: "slack",
    port,
    seed: {
      tokens: { [ours.company.botToken]: { login: "developer", scopes: ["chat:write"] } },
      slack: { channels: [{ name: "kb" }], bots: [{ name: "footnote" }] },
    },
  });
  close = () => emulator.close();
  const options = { retryConfig: { retries: 0 }, logLevel: LogLevel.ERROR };
  both.push(
    ["ours", new webApi.WebClient(ours.company.botToken, { slackApiUrl: ours.apiUrl, ...options })],
    [
      "emulate",
      new webApi.WebClient(ours.company.botToken, {
        slackApiUrl: `${emulator.url}/api/`,
        ...options,
      }),
    ],
  );
});

afterAll(async () => {
  if (missing) return;
  await close();
  await ours.close();
});

/** Does the same in both and compares what came of it. */
async function same(what: (web: webApi.WebClient) => Promise<unknown>): Promise<unknown> {
  const [first, second] = await Promise.all(both.map(([, web]) => what(web)));
  expect(first).toEqual(second);
  return first;
}

async function channelOf(web: webApi.WebClient): Promise<string> {
  const { channels } = await web.conversations.list({ types: "public_channel" });
  return channels?.find(({ name }) => name === "kb")?.id ?? "";
}

const skipped = missing ? "skipped: emulate is not installed: " : "";

test.skipIf(missing)(`${skipped}both keep threads, edits and deletions alike`, async () => {
  await same(async (web) => {
    const channel = await channelOf(web);
    const { ts = "" } = await web.chat.postMessage({ channel, text: "question" });
    await web.chat.postMessage({ channel, text: "answer", thread_ts: ts });
    const gone = await web.chat.postMessage({ channel, text: "gone" });
    await web.chat.update({ channel, ts, text: "question, edited" });
    await web.chat.delete({ channel, ts: gone.ts ?? "" });
    const thread = await web.conversations.replies({ channel, ts });
    const history = await web.conversations.history({ channel });
    return {
      thread: thread.messages?.map(({ text }) => text),
      isInThread: thread.messages?.slice(1).map((message) => message.thread_ts === ts),
      history: history.messages?.map(({ text }) => text),
      replies: history.messages?.[0]?.reply_count,
    };
  });
});

test.skipIf(missing)(`${skipped}both refuse the same with the same error`, async () => {
  const errors = await same(async (web) => {
    const channel = await channelOf(web);
    const at = { channel, ts: "1700000000.000100" };
    return {
      nowhere: await refusal(web.chat.postMessage({ channel: "C0NOWHERE", text: "x" })),
      update: await refusal(web.chat.update({ ...at, text: "x" })),
      remove: await refusal(web.chat.delete(at)),
      user: await refusal(web.users.info({ user: "U0NOBODY" })),
      email: await refusal(web.users.lookupByEmail({ email: "nobody@acme.test" })),
    };
  });
  expect(errors).toMatchObject({ nowhere: "channel_not_found", update: "message_not_found" });
});

test.skipIf(missing)(`${skipped}both count reactions alike`, async () => {
  await same(async (web) => {
    const channel = await channelOf(web);
    const { ts: timestamp = "" } = await web.chat.postMessage({ channel, text: "x" });
    await web.reactions.add({ channel, timestamp, name: "eyes" });
    const twice = await refusal(web.reactions.add({ channel, timestamp, name: "eyes" }));
    await web.reactions.remove({ channel, timestamp, name: "eyes" });
    const none = await refusal(web.reactions.remove({ channel, timestamp, name: "eyes" }));
    return { twice, none };
  });
});
