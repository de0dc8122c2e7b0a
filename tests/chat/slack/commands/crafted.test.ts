import { expect, test } from "vitest";
import { signedHeaders } from "../../../counterparts/slack/delivery/sign.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { startAdmin, textOf, until } from "./start-admin.ts";

type Started = Awaited<ReturnType<typeof startAdmin>>;

/** A form as Slack would send it, sent by anybody. */
async function post(started: Started, change: Record<string, string>, secret?: string) {
  const { slack, url, idOf } = started;
  const [, team = "", channel = ""] = idOf("#general").split(":");
  const body = new URLSearchParams({
    ...{ command: "/footnote", text: "sources pause handbook", team_id: team },
    ...{ user_id: idOf("adam").split(":")[2] ?? "", channel_id: channel, trigger_id: "1.2.3" },
    ...change,
  }).toString();
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const headers = signedHeaders(secret ?? slack.world.app.signingSecret, body);
  return (await fetch(url, { method: "POST", headers: { ...type, ...headers }, body })).status;
}

const isPaused = async ({ app }: Started) => (await app.storage.sources.get("handbook"))?.paused;

async function quiet({ app }: Started): Promise<void> {
  const isIdle = async () => {
    const { waiting, running } = await app.queue.stats();
    return waiting + running === 0 ? true : undefined;
  };
  await until(isIdle, "the end of all work");
}

test("a button with a command that its presser may not give is refused", async () => {
  const started = await startAdmin();
  const { forge, whispers, slack, actions } = started;
  const before = await actions();
  for (const who of ["ben", "gina"]) {
    await forge(who, "#help", "sources remove handbook confirmed");
    const answer = await until(() => whispers(who, "#help")[0], "an answer");
    expect(textOf(answer)).toMatch(/^Only admins may use "sources remove"/);
  }
  await forge("adam", "#general", "handbook", "no-such-action");
  await forge("adam", "#general", "sources pause handbook", "commander");
  await forge("adam", "#general", "x".repeat(10_000));
  const answer = await until(() => whispers("adam", "#general")[0], "an answer");
  expect(textOf(answer)).toMatch(/^I know no command "xxx/);
  await quiet(started);
  expect(whispers("adam", "#general")).toHaveLength(1);
  expect(await isPaused(started)).toBe(false);
  expect(await actions()).toEqual(before);
  expect(slack.world.complaints).toEqual([]);
});

test("nobody of another workspace gives commands, not even its admin in a shared channel", async () => {
  const started = await startAdmin({ over: "http" });
  const { forge, whispers, slack, idOf } = started;
  expect(await post(started, { team_id: "TOTHER" })).toBe(200);
  const stranger = findUser(slack.world, "nora");
  expect(await post(started, { user_id: stranger.id, trigger_id: "4.5.6" })).toBe(200);
  await forge("nora", "#launch", `admins add ${idOf("ben")}`);
  await quiet(started);
  for (const message of whispers("nora", "#launch")) {
    expect(textOf(message)).toMatch(/^Only admins/);
  }
  expect(await isPaused(started)).toBe(false);
  expect(await started.app.storage.administration.admins.list()).toEqual([]);
});

test("a form with a forged, old or missing signature does nothing", async () => {
  const started = await startAdmin({ over: "http" });
  expect(await post(started, {}, "another secret")).toBe(401);
  const old = Math.floor(Date.now() / 1_000) - 301;
  const { signingSecret } = started.slack.world.app;
  const body = "command=%2Ffootnote&text=sources+pause+handbook";
  const type = "application/x-www-form-urlencoded";
  for (const headers of [signedHeaders(signingSecret, body, old), {}]) {
    const sent = { method: "POST", body, headers: { "content-type": type, ...headers } };
    expect((await fetch(started.url, sent)).status).toBe(401);
  }
  // Signed, but no command that Slack would send.
  for (const change of [{ user_id: "../x" }, { trigger_id: "" }, { command: "footnote" }]) {
    expect(await post(started, change)).toBe(200);
  }
  await quiet(started);
  expect(await isPaused(started)).toBe(false);
  expect(await post(started, {})).toBe(200);
  await expect.poll(() => isPaused(started)).toBe(true);
});

test("a command that is delivered again is done once, also after it was done", async () => {
  const started = await startAdmin({ over: "http" });
  const { whispers, actions, slack } = started;
  expect(await post(started, {})).toBe(200);
  expect(await post(started, { extra: "so that it is signed anew" })).toBe(200);
  await expect.poll(() => isPaused(started)).toBe(true);
  await quiet(started);
  expect(await post(started, { extra: "long after" })).toBe(200);
  await quiet(started);
  expect((await actions()).filter((one) => one.startsWith("source.paused"))).toHaveLength(1);
  // Without a response URL the answer is whispered.
  expect(whispers("adam", "#general").map(textOf)).toEqual([
    "handbook is paused; what is indexed stays.",
  ]);
  expect(slack.world.complaints).toEqual([]);
});

test("who is an admin is asked anew each time", async () => {
  const { give, slack } = await startAdmin();
  expect(textOf(await give("adam", "audit-log verify"))).toContain("sound");
  // Slack tells of it by an event, which may be late: the person is changed without one.
  findUser(slack.world, "adam").kind = "member";
  expect(textOf(await give("adam", "audit-log verify"))).toContain("Only admins");
  findUser(slack.world, "ben").kind = "admin";
  expect(textOf(await give("ben", "admins add @amy"))).toContain("is an admin now");
  expect(textOf(await give("amy", "audit-log verify"))).toContain("sound");
  findUser(slack.world, "amy").kind = "guest";
  expect(textOf(await give("amy", "audit-log verify"))).toContain("Only admins");
});

test("an answer goes to Slack's own address alone, and else is whispered", async () => {
  const started = await startAdmin({ over: "http" });
  const { whispers, slack } = started;
  const addresses = [
    "https://hooks.slack.com.evil.test/commands/1",
    `${started.url}/elsewhere`,
    "file:///etc/passwd",
    "nothing",
    `${slack.url}/response/unknown`,
  ];
  for (const [i, response_url] of addresses.entries()) {
    const text = "audit-log verify";
    expect(await post(started, { text, response_url, trigger_id: `t${i}` })).toBe(200);
  }
  await expect.poll(() => whispers("adam", "#general").length).toBe(addresses.length);
  await quiet(started);
  // The last one is Slack's, which does not know it any more.
  expect(slack.world.complaints).toEqual(["response_url: no_such_url"]);
});

test("where the bot may not whisper, the answer comes in the person's own conversation", async () => {
  const started = await startAdmin({ over: "http" });
  const channel_id = started.idOf("#random").split(":")[2] ?? "";
  expect(await post(started, { text: "audit-log verify", channel_id })).toBe(200);
  const read = () => started.slack.read("adam", "@adam");
  await expect.poll(read).toContain("The audit log is sound.");
});
