import { afterEach, beforeEach, expect, test } from "vitest";
import { client, overHttp, overSocket, start } from "./start.ts";

let slack: Awaited<ReturnType<typeof start>>;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  slack = await start();
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await slack.close();
  expect(slack.world.complaints).toEqual([]);
});

test.each(["http", "socket"])("asks in a channel, streams, votes, over %s", async (mode) => {
  const votes: unknown[] = [];
  const run = mode === "http" ? overHttp : overSocket;
  const { stop } = await run(slack, (app) => {
    app.event("app_mention", async ({ event, client: web, context }) => {
      const thread_ts = event.thread_ts ?? event.ts;
      await web.agents.sessions.setStatus({
        channel_id: event.channel,
        thread_ts,
        status: "processing",
      });
      const stream = web.chatStream({
        channel: event.channel,
        thread_ts,
        recipient_user_id: event.user ?? "",
        recipient_team_id: context.teamId ?? "",
      });
      await stream.append({ markdown_text: "**Ten** days [1]. ".repeat(20) });
      await stream.append({ markdown_text: "See [Holidays](https://docs.test/holidays)." });
      await stream.stop({ blocks: [feedback] });
    });
    app.action("vote", async ({ ack, action, body }) => {
      await ack();
      votes.push([action.type, "value" in action ? action.value : "", body.user.id]);
    });
  });
  stops.push(stop);
  const asked = slack.people.mention("amy", "#help", "how many holidays?");
  await slack.settled();
  await expect.poll(() => slack.read("amy", "#help")).toContain("[Good]");
  const [answer] = await client(slack)
    .conversations.replies({
      channel: asked.channelId,
      ts: asked.ts,
    })
    .then(({ messages }) => messages?.slice(1) ?? []);
  expect(answer).toMatchObject({ streaming_state: "completed", thread_ts: asked.ts });
  const message = slack.world.channels.get(asked.channelId)?.messages.at(-1);
  if (message === undefined) throw new Error("no answer");
  slack.people.click("amy", message, "vote", "bad");
  await expect.poll(() => votes).toEqual([["feedback_buttons", "bad", asked.user]]);
  expect(slack.read("amy", "#help")).toContain("Holidays (https://docs.test/holidays)");
});

const text = (words: string) => ({ type: "plain_text" as const, text: words });
const feedback = {
  type: "context_actions" as const,
  elements: [
    {
      type: "feedback_buttons" as const,
      action_id: "vote",
      positive_button: { text: text("Good"), value: "good" },
      negative_button: { text: text("Bad"), value: "bad" },
    },
  ],
};

test("a command opens a modal, which is corrected and closed, and the answer goes back", async () => {
  const { stop } = await overSocket(slack, (app) => {
    app.command("/footnote", async ({ ack, client: web, body }) => {
      await ack({ text: "One moment", response_type: "ephemeral" });
      await web.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: "modal",
          callback_id: "add-source",
          title: text("Add a source"),
          submit: text("Add"),
          blocks: [
            {
              type: "input",
              block_id: "name",
              label: text("Name"),
              element: { type: "plain_text_input", action_id: "name" },
            },
            {
              type: "input",
              block_id: "kind",
              label: text("Kind"),
              element: {
                type: "static_select",
                action_id: "kind",
                options: [
                  { text: text("Notion"), value: "notion" },
                  { text: text("Files"), value: "files" },
                ],
              },
            },
          ],
        },
      });
    });
    app.view("add-source", async ({ ack, view, body, client: web }) => {
      const name = view.state.values.name?.name?.value ?? "";
      if (name === "taken") {
        await ack({ response_action: "errors", errors: { name: "That name is taken" } });
        return;
      }
      await ack();
      const kind = view.state.values.kind?.kind?.selected_option?.value;
      await web.chat.postMessage({ channel: body.user.id, text: `Added ${name} (${kind})` });
    });
  });
  stops.push(stop);
  slack.people.command("adam", "#help", "/footnote sources add");
  await expect.poll(() => slack.read("adam", "#help")).toContain("One moment");
  expect(slack.read("amy", "#help")).not.toContain("One moment");
  await expect.poll(() => slack.world.views.size).toBe(1);
  await expect(async () => slack.people.submit("adam", { kind: "Files" })).rejects.toThrow(
    '"Name" must be filled in',
  );
  expect(slack.readModal("adam")).toBe(
    "Add a source\nName: [plain_text_input]\nKind: [static_select: Notion | Files]\n[Cancel] [Add]",
  );
  const refused = await slack.people.submit("adam", { name: "taken", kind: "files" });
  expect(refused).toEqual({ state: "errors", errors: { name: "That name is taken" } });
  expect(await slack.people.submit("adam", { name: "handbook" })).toEqual({ state: "closed" });
  await expect.poll(() => slack.read("adam", "@adam")).toContain("Added handbook (files)");
  expect(slack.world.views.size).toBe(0);
});

test("an App Home is opened, published and used", async () => {
  const pressed: string[] = [];
  const { stop } = await overSocket(slack, (app) => {
    app.event("app_home_opened", async ({ event, client: web }) => {
      const button = { type: "button" as const, text: text("Sync"), action_id: "sync", value: "s" };
      await web.views.publish({
        user_id: event.user,
        view: { type: "home", blocks: [{ type: "actions", elements: [button] }] },
      });
    });
    app.action("sync", async ({ ack, body }) => {
      await ack();
      if ("view" in body) pressed.push(body.view?.type ?? "");
    });
  });
  stops.push(stop);
  slack.people.openHome("adam");
  await expect.poll(() => slack.world.views.size).toBe(1);
  expect(slack.readHome("adam")).toBe("[Sync]");
  expect(slack.readHome("amy")).toBe("");
  slack.people.clickInHome("adam", "sync");
  await expect.poll(() => pressed).toEqual(["home"]);
});
