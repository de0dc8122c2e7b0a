import { LogLevel, webApi } from "@slack/bolt";
import { createEmulator } from "emulate";
import { expect, onTestFinished, test } from "vitest";
import { openChats } from "../../../../src/entrypoints/serve/run-chats.ts";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { freePort } from "../../../counterparts/shared/free-port.ts";
import { signedHeaders } from "../../../counterparts/slack/delivery/sign.ts";
import { openApp, syncFiles } from "../../../support/open-app.ts";
import { openDoor } from "../receive/start-slack.ts";

const SECRET = "signing-secret-test";
const BOT = "xoxb-footnote-test";
const BOT_USER = "U0FOOTNOTE";
const PERSON = "xoxp-developer-test";

/** Footnote behind a Slack that others have built; it has no streams, groups, buttons or sockets. */
async function startEmulate() {
  const emulator = await createEmulator({
    service: "slack",
    port: await freePort(),
    seed: {
      slack: {
        users: [{ name: "amy", real_name: "Amy Lindqvist", email: "amy@acme.test" }],
        channels: [{ name: "help" }],
        oauth_apps: [
          {
            ...{ client_id: "1.2", client_secret: "secret", app_id: "A0FOOTNOTE" },
            ...{ name: "Footnote", redirect_uris: [], bot_id: "B0FOOTNOTE" },
            ...{ bot_user_id: BOT_USER, bot_name: "footnote" },
          },
        ],
        tokens: [
          { token: PERSON, user: "amy" },
          { token: BOT, user: BOT_USER, type: "bot", bot_id: "B0FOOTNOTE" },
        ],
      },
    },
  });
  onTestFinished(() => emulator.close());
  const slackApiUrl = `${emulator.url}/api/`;
  const clientOf = (token: string) =>
    new webApi.WebClient(token, {
      ...{ slackApiUrl, retryConfig: { retries: 0 }, logLevel: LogLevel.ERROR },
    });
  const app = await openApp({
    slack: {
      ...{ botToken: BOT, appToken: undefined, signingSecret: SECRET, slackApiUrl },
      oauth: undefined,
    },
  });
  // Its people have not all that makes somebody a full member.
  await syncFiles(app, { ...SETTING.files, "_access.yaml": '"*.md": [public]\n' });
  const chats = await openChats(app);
  const stopping = new AbortController();
  const running = chats.run(stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await running;
  });
  const url = await openDoor(async (request) => {
    return (await chats.receive(request)) ?? new Response(null, { status: 404 });
  });
  return { app, url, bot: clientOf(BOT), person: clientOf(PERSON) };
}

test("an emulator that others have built takes what Footnote posts, changes and takes back", async () => {
  const { app, url, bot, person } = await startEmulate();
  const { team_id, user_id: botUser } = await bot.auth.test();
  const { user_id: user = "" } = await person.auth.test();
  const { channels } = await person.conversations.list({ types: "public_channel" });
  const channel = channels?.find(({ name }) => name === "help")?.id ?? "";
  let told = 0;

  async function post(payload: Record<string, unknown>): Promise<void> {
    const isEvent = payload.type === "event_callback";
    const json = JSON.stringify(payload);
    const body = isEvent ? json : new URLSearchParams({ payload: json }).toString();
    const type = isEvent ? "application/json" : "application/x-www-form-urlencoded";
    const headers = { "content-type": type, ...signedHeaders(SECRET, body) };
    expect((await fetch(url, { method: "POST", headers, body })).status).toBe(200);
    const open = async () => {
      const { waiting, running } = await app.queue.stats();
      return waiting + running;
    };
    await expect.poll(open, { timeout: 15_000 }).toBe(0);
    expect(await app.queue.deadLetters(10)).toEqual([]);
  }

  function tell(event: Record<string, unknown>): Promise<void> {
    told += 1;
    const about = { type: "message", channel, channel_type: "channel", ...event };
    return post({ type: "event_callback", event_id: `Ev${told}`, team_id, event: about });
  }

  const text = `<@${botUser}> How many days of annual leave do I get?`;
  const { ts = "" } = await person.chat.postMessage({ channel, text });
  const replies = async () => {
    const { messages = [] } = await bot.conversations.replies({ channel, ts });
    return messages.slice(1);
  };
  await tell({ user, ts, text });
  const [answer, ...more] = await replies();
  expect(more).toEqual([]);
  expect(answer).toMatchObject({ user: botUser, text: expect.stringContaining("28 days") });
  const types = (answer?.blocks ?? []).map(({ type }) => type);
  // The emulator does not say that its people work there, so this is small print for guests, too.
  expect(types).toEqual(["markdown", "context", "context", "actions", "context_actions"]);
  expect(JSON.stringify(answer?.metadata)).toContain("footnote_answer");

  // Asked privately, it goes to one person outside the channel's history.
  const answerId = `slack:${team_id}:${channel}:${ts}`;
  await post({
    ...{ type: "block_actions", team: { id: team_id }, user: { id: user } },
    container: { type: "message", channel_id: channel, message_ts: answer?.ts, thread_ts: ts },
    actions: [{ type: "button", action_id: "ask-privately", action_ts: "1.2", value: answerId }],
  });
  expect(await replies()).toHaveLength(1);
  const shown = await app.storage.rooms.replies.ofMessage(answerId);
  expect(shown.map(({ onlyTo, settledAs }) => [onlyTo !== undefined, settledAs])).toEqual([
    [false, "delivered"],
    [true, "delivered"],
  ]);

  const edited = `${text} And how many weeks?`;
  await person.chat.update({ channel, ts, text: edited });
  const message = { ts, user, text: edited, edited: { ts: `${Number(ts) + 5}` } };
  await tell({ subtype: "message_changed", message, previous_message: { ts, user, text } });
  expect((await replies()).map((one) => one.text)).toEqual([
    answer?.text,
    expect.stringContaining("It replaces the one above"),
    expect.any(String),
  ]);

  await tell({ subtype: "message_deleted", deleted_ts: ts, previous_message: message });
  expect(await replies()).toEqual([]);
});
