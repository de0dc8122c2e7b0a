import { afterEach, beforeEach, expect, test } from "vitest";
import { answerWithMessage } from "../interactions/answer-message.ts";
import { findChannel } from "../state/channels.ts";
import { findMessage } from "../state/messages.ts";
import { client, refusal, start } from "./start.ts";

let slack: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  slack = await start();
});
afterEach(() => slack.close());

const plain = (text: string) => ({ type: "plain_text" as const, text });
const view = {
  type: "modal" as const,
  title: plain("Why?"),
  submit: plain("Send"),
  blocks: [
    {
      type: "input" as const,
      block_id: "why",
      label: plain("Reason"),
      element: { type: "plain_text_input" as const, action_id: "why" },
    },
  ],
};

/** Something with a button that amy has pressed; what the app would be told. */
async function pressed() {
  const channel = findChannel(slack.world, "#help");
  const button = { type: "button" as const, text: plain("More"), action_id: "more", value: "m" };
  const { ts = "" } = await client(slack).chat.postMessage({
    channel: channel.id,
    text: "answer",
    blocks: [{ type: "actions", elements: [button] }],
  });
  const message = findMessage(channel, ts);
  if (message === undefined) throw new Error("not posted");
  const { payload } = slack.people.click("amy", message, "more");
  return payload as { response_url: string; trigger_id: string; actions: object[] };
}

test("a trigger opens one modal within three seconds", async () => {
  const web = client(slack);
  const first = await pressed();
  expect(first.actions).toMatchObject([{ action_id: "more", value: "m", type: "button" }]);
  await web.views.open({ trigger_id: first.trigger_id, view });
  const again = web.views.open({ trigger_id: first.trigger_id, view });
  expect(await refusal(again)).toBe("exchanged_trigger_id");
  const { trigger_id: late } = await pressed();
  slack.world.clock.advance(3_001);
  expect(await refusal(web.views.open({ trigger_id: late, view }))).toBe("expired_trigger_id");
  expect(await refusal(web.views.open({ trigger_id: "1.2.3", view }))).toBe("invalid_trigger_id");
  const [opened] = slack.world.views.values();
  const old = { view_id: opened?.id ?? "", hash: "1.old", view };
  expect(await refusal(web.views.update(old))).toBe("hash_conflict");
});

test("a response URL replaces, whispers, deletes, five times in half an hour", async () => {
  const { response_url: url } = await pressed();
  const send = async (body: object) => {
    const headers = { "content-type": "application/json" };
    return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).status;
  };
  expect(await send({ text: "whisper" })).toBe(200);
  expect(slack.read("amy", "#help")).toContain("only visible to you): whisper");
  expect(slack.read("ben", "#help")).not.toContain("whisper");
  slack.people.reload("amy");
  expect(slack.read("amy", "#help")).not.toContain("whisper");
  expect(await send({ text: "replaced", replace_original: true, blocks: [] })).toBe(200);
  expect(slack.read("ben", "#help")).toContain("replaced");
  expect(await send({ response_type: "in_channel", text: "aloud" })).toBe(200);
  expect(await send({ delete_original: true })).toBe(200);
  expect(slack.read("ben", "#help")).not.toContain("replaced");
  expect(await send({ blocks: [{ type: "nonsense" }] })).toBe(400);
  expect(await send({ text: "fifth" })).toBe(200);
  expect(await send({ text: "sixth" })).toBe(404);
  const { response_url: late } = await pressed();
  slack.world.clock.advance(31 * 60_000);
  expect(answerWithMessage(slack.world, late, "too late").status).toBe(404);
});

test("group conversations, and interactions that no screen offers", async () => {
  const group = slack.people.groupMessage("amy", "ben");
  slack.people.mention("amy", group, "for both of us");
  const [last] = slack.world.deliveries
    .map(({ payload }) => payload as { event: object })
    .slice(-1);
  expect(last?.event).toMatchObject({ channel: group });
  const types = slack.world.deliveries.slice(-2).map(({ what }) => what);
  expect(types.toSorted()).toEqual(["app_mention", "message"]);
  const actions = [{ type: "button", action_id: "sync", value: "another-source" }];
  const forged = await slack.people.forge("gina", "block_actions", { actions });
  expect(forged.payload).toMatchObject({ user: { name: "gina" }, actions });
});

test("scripts do the same over /_control, and read what was asked", async () => {
  const send = async (task: object) => {
    const body = JSON.stringify(task);
    const response = await fetch(`${slack.url}/_control/do`, { method: "POST", body });
    return {
      status: response.status,
      value: (await response.json()) as { ts?: string; text?: string },
    };
  };
  const said = await send({ do: "mention", who: "amy", channel: "#help", text: "how?" });
  expect(said.value.ts).toMatch(/^\d+\.\d{6}$/);
  await send({ do: "react", who: "ben", channel: "#help", ts: said.value.ts, name: "eyes" });
  const read = await send({ do: "read", who: "ben", channel: "#help" });
  expect(read.value.text).toBe(
    ["#help", "Amy Lindqvist: @Footnote how?", "  👀 1", "  (rings Footnote)"].join("\n"),
  );
  expect(await send({ do: "fly" })).toMatchObject({ status: 400 });
  expect((await send({ do: "say", who: "gina", channel: "#general", text: "x" })).value).toEqual({
    error: "gina is not in #general",
  });
  await client(slack).auth.test();
  const calls = await (await fetch(`${slack.url}/_control/requests`)).json();
  expect(calls).toMatchObject([{ method: "auth.test", outcome: "ok" }]);
});

test("odd text comes through the page and the text as it was typed", async () => {
  const odd = 'a <b>"x"</b> & <!channel> *c `d` שלום <script>alert(1)</script>';
  const message = slack.people.say("amy", "#help", odd);
  expect(message.text).toContain("&lt;!channel&gt;");
  expect(message.notified).toEqual([]);
  expect(slack.read("ben", "#help")).toContain(odd);
  const page = await (await fetch(`${slack.url}/?as=ben&channel=help`)).text();
  expect(page).not.toContain("<script>alert");
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  const web = client(slack);
  const channel = message.channelId;
  await web.chat.postMessage({
    channel,
    markdown_text: "see <img src=x> [x](javascript:alert(1))",
  });
  const after = await (await fetch(`${slack.url}/?as=ben&channel=help`)).text();
  expect(after).not.toMatch(/<img src=x|href="javascript:/);
  await web.chat.postMessage({ channel, text: "<!channel> wake up" });
  expect(slack.read("ben", "#help")).toContain("(rings channel)");
});

test("the page's forms act as the person chosen", async () => {
  const act = (fields: Record<string, string>) =>
    fetch(`${slack.url}/page/act`, {
      method: "POST",
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
  const ben = { as: "ben", back: "/?as=ben&channel=help" };
  const channel = findChannel(slack.world, "#help").id;
  await act({ ...ben, do: "say", channel, text: "hello from the page" });
  expect(slack.read("amy", "#help")).toContain("Ben Okoro: hello from the page");
  await act({ ...ben, do: "say", channel, text: "/footnote help" });
  expect(slack.world.deliveries.at(-1)).toMatchObject({ what: "/footnote" });
  const refused = await act({ ...ben, do: "say", channel: "C0", text: "x" });
  expect(refused.headers.get("location")).toContain("problem=");
});
