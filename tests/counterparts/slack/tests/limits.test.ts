import { afterEach, beforeEach, expect, test } from "vitest";
import { findChannel } from "../state/channels.ts";
import { findMessage } from "../state/messages.ts";
import { client, refusal, start } from "./start.ts";

let slack: Awaited<ReturnType<typeof start>>;
let web: ReturnType<typeof client>;
beforeEach(async () => {
  slack = await start({ speed: 1_000 });
  web = client(slack);
});
afterEach(() => slack.close());

const help = () => findChannel(slack.world, "#help");

test("how long texts may be", async () => {
  const channel = help().id;
  const post = (text: string) => web.chat.postMessage({ channel, text });
  expect(await refusal(post("x".repeat(40_001)))).toBe("msg_too_long");
  expect(await refusal(post(""))).toBe("no_text");
  const { ts = "" } = await post("x");
  const long = { channel, ts, text: "x".repeat(4_001) };
  expect(await refusal(web.chat.update(long))).toBe("msg_too_long");
  const both = { channel, text: "x", markdown_text: "x" };
  expect(await refusal(web.apiCall("chat.postMessage", both))).toBe("markdown_text_conflict");
  slack.world.complaints.length = 0;
  await post("x".repeat(4_001));
  expect(slack.world.complaints.join()).toContain("Slack advises 4,000");
});

test("a stream holds 12,000 characters, grows in place, and is not updated meanwhile", async () => {
  const { ts: thread_ts, user, teamId } = slack.people.say("amy", "#help", "question");
  const channel = help().id;
  const to = { recipient_user_id: user, recipient_team_id: teamId };
  const { ts = "" } = await web.chat.startStream({ channel, thread_ts, ...to });
  const append = (markdown_text: string) => web.chat.appendStream({ channel, ts, markdown_text });
  await append("**a** ");
  await append("b");
  const task = { type: "task_update" as const, id: "1", title: "Search" };
  await web.chat.appendStream({ channel, ts, chunks: [{ ...task, status: "in_progress" }] });
  await web.chat.appendStream({ channel, ts, chunks: [{ ...task, status: "complete" }] });
  expect(findMessage(help(), ts)?.blocks).toMatchObject([
    { type: "markdown", text: "**a** b" },
    { type: "task_card", status: "complete" },
  ]);
  expect(slack.read("amy", "#help")).toContain("…");
  expect(await refusal(web.chat.update({ channel, ts, text: "x" }))).toBe(
    "streaming_state_conflict",
  );
  expect(await refusal(append("x".repeat(12_001)))).toBe("msg_too_long");
  expect(await refusal(append("x".repeat(11_999)))).toBe("msg_too_long");
  const metadata = { event_type: "answer", event_payload: { id: "a1" } };
  await web.chat.stopStream({ channel, ts, metadata, session_status: "suspended" });
  expect(slack.world.sessions.get(`${channel}:${thread_ts}`)?.status).toBe("suspended");
  expect(findMessage(help(), ts)).toMatchObject({ stream: "completed", metadata });
});

test("a scheduled message comes when its time has come, unless it is taken back", async () => {
  const channel = help().id;
  const post_at = Math.floor(slack.world.clock.now() / 1_000) + 3_600;
  const later = { channel, post_at, text: "digest" };
  await web.chat.scheduleMessage(later);
  const { scheduled_message_id } = await web.chat.scheduleMessage({ ...later, text: "taken back" });
  await web.chat.deleteScheduledMessage({
    channel,
    scheduled_message_id: scheduled_message_id ?? "",
  });
  slack.world.clock.advance(3_601_000);
  expect(slack.read("amy", "#help")).toContain("digest");
  expect(slack.read("amy", "#help")).not.toContain("taken back");
  const past = web.chat.scheduleMessage({ ...later, post_at: 1_000 });
  expect(await refusal(past)).toBe("time_in_past");
});

test("a file is uploaded and shared in a thread", async () => {
  const { ts: thread_ts } = slack.people.say("amy", "#help", "the list, please");
  await web.files.uploadV2({
    channel_id: help().id,
    thread_ts,
    filename: "gaps.csv",
    content: "question,count\n",
    title: "Gaps",
  });
  expect(slack.read("amy", "#help")).toContain("(file: Gaps)");
});

test("a call that the test holds up or fails is what the app sees", async () => {
  const held: string[] = [];
  slack.world.onCall = (method) => void held.push(method);
  await web.auth.test();
  expect(held).toEqual(["auth.test"]);
});
