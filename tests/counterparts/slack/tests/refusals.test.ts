import { afterAll, beforeAll, expect, test } from "vitest";
import { SLACK_RATE_LIMITS } from "../api/rate-limits.ts";
import { permissiveManifest } from "../seeds/permissive-manifest.ts";
import { findChannel } from "../state/channels.ts";
import { client, refusal, start } from "./start.ts";

let slack: Awaited<ReturnType<typeof start>>;
let web: ReturnType<typeof client>;
const id = (where: string) => findChannel(slack.world, where).id;

beforeAll(async () => {
  slack = await start();
  web = client(slack);
});

afterAll(() => slack.close());

test("tokens of nobody, of the wrong kind, and without the scope are refused", async () => {
  expect(await refusal(client(slack, "xoxb-wrong").auth.test())).toBe("invalid_auth");
  expect(await refusal(web.apps.connections.open())).toBe("not_allowed_token_type");
  expect(await refusal(client(slack, slack.world.app.appToken).auth.test())).toBe(
    "not_allowed_token_type",
  );
  const [installed] = slack.world.installations;
  if (installed === undefined) throw new Error("not installed");
  installed.scopes = installed.scopes.filter((scope) => scope !== "users:read.email");
  const { user } = await web.users.info({ user: slack.company.botUserId });
  expect(user?.profile?.email).toBeUndefined();
  const error: { data?: object } = await web.users
    .lookupByEmail({ email: "amy@lakeside-bikes.test" })
    .catch((refused) => refused);
  expect(error.data).toMatchObject({ error: "missing_scope", needed: "users:read.email" });
  installed.scopes = [...permissiveManifest.oauth_config.scopes.bot];
  const found = await web.users.lookupByEmail({ email: "AMY@lakeside-bikes.test" });
  expect(found.user).toMatchObject({ name: "amy", is_restricted: false });
});

test("channels that the app is not in, cannot see, or that are closed", async () => {
  const post = (channel: string) => refusal(web.chat.postMessage({ channel, text: "x" }));
  expect(await post(id("#random"))).toBe("not_in_channel");
  expect(await post(id("#secret-project"))).toBe("channel_not_found");
  expect(await post(id("#old-office"))).toBe("is_archived");
  expect(await post("C000")).toBe("channel_not_found");
  expect(await refusal(web.conversations.info({ channel: id("#secret-project") }))).toBe(
    "channel_not_found",
  );
  expect(await refusal(web.conversations.history({ channel: id("#random") }))).toBe(
    "not_in_channel",
  );
  const { channels } = await web.conversations.list({ types: "public_channel,private_channel" });
  const names = channels?.map(({ name }) => name);
  expect(names).toContain("people-team");
  expect(names).not.toContain("secret-project");
});

test("messages of others, messages that are gone, threads that never were", async () => {
  const channel = id("#help");
  const theirs = slack.people.say("amy", "#help", "mine");
  const at = { channel, ts: theirs.ts };
  expect(await refusal(web.chat.update({ ...at, text: "x" }))).toBe("cant_update_message");
  expect(await refusal(web.chat.delete(at))).toBe("cant_delete_message");
  expect(await refusal(web.chat.update({ channel, ts: "1.000000", text: "x" }))).toBe(
    "message_not_found",
  );
  const lost = { channel, text: "x", thread_ts: "1.000000" };
  expect(await refusal(web.chat.postMessage(lost))).toBe("thread_not_found");
  const whisper = { channel, text: "x", user: "U0NOBODY" };
  expect(await refusal(web.chat.postEphemeral(whisper))).toBe("user_not_in_channel");
});

test("metadata comes back where it is asked for, and only there", async () => {
  const metadata = { event_type: "answer", event_payload: { id: "a1" } };
  const channel = id("#help");
  const { ts = "" } = await web.chat.postMessage({ channel, text: "answer", metadata });
  const of = async (include_all_metadata: boolean) =>
    (await web.conversations.replies({ channel, ts, include_all_metadata })).messages?.[0];
  expect((await of(true))?.metadata).toEqual(metadata);
  expect((await of(false))?.metadata).toBeUndefined();
  const bad = { event_type: "answer", event_payload: "text" as unknown as object };
  expect(await refusal(web.chat.postMessage({ channel, text: "x", metadata: bad as never }))).toBe(
    "invalid_metadata_format",
  );
});

test("an argument that Slack does not know, and blunders, are complained of", async () => {
  slack.world.complaints.length = 0;
  await web.apiCall("chat.postMessage", { channel: id("#help"), text: "x", thread: "1.0" });
  await refusal(web.chat.postMessage({ channel: id("#help"), blocks: [{ type: "nonsense" }] }));
  await refusal(web.apiCall("chat.speak", {}));
  expect(slack.world.complaints).toEqual([
    "chat.postMessage: unknown argument thread",
    "chat.postMessage: blocks without a text to fall back on",
    expect.stringContaining("chat.postMessage: invalid_blocks"),
    "chat.speak: there is no such method here",
  ]);
});

test("a manifest that lacks a scope is refused, and what is used of the others is kept", async () => {
  const { oauth_config, ...manifest } = permissiveManifest;
  const bot = oauth_config.scopes.bot.filter((scope) => scope !== "app_mentions:read");
  const poor = start({ manifest: { ...manifest, oauth_config: { scopes: { bot } } } });
  await expect(poor).rejects.toThrow("app_mention needs the scope app_mentions:read");
  expect(slack.world.usedScopes).toContain("channels:history");
  expect(slack.world.usedScopes).not.toContain("reactions:write");
});

test("one message a second in a channel, and a method's calls a minute", async () => {
  slack.world.rateLimits = SLACK_RATE_LIMITS;
  slack.world.clock.advance(60_000);
  const post = (where: string) => web.chat.postMessage({ channel: id(where), text: "x" });
  await post("#help");
  const refused: { retryAfter?: number } = await post("#help").catch((error) => error);
  expect(refused.retryAfter).toBe(1);
  await post("#general");
  slack.world.clock.advance(1_000);
  await post("#help");
  const lists = await Promise.allSettled(Array.from({ length: 22 }, () => web.usergroups.list()));
  expect(lists.filter(({ status }) => status === "rejected")).toHaveLength(2);
  expect(slack.world.calls.filter(({ outcome }) => outcome === "ratelimited")).toHaveLength(3);
});
