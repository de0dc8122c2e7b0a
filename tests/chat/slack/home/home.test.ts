import { expect, test } from "vitest";
import { NO_CHAOS } from "../../../counterparts/slack/delivery/delivery.ts";
import { homeOf } from "../../../counterparts/slack/modals/view-life.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { startAdmin, textOf, told, until } from "../commands/start-admin.ts";
import { addFiles, buttonAt, LIBRARY, openedHome, publishings, refreshed } from "./open-home.ts";

const LIBRARY_QUESTION = "What should I know about the library?";

async function idle({ app }: Awaited<ReturnType<typeof startAdmin>>): Promise<void> {
  await until(async () => {
    const { waiting, running } = await app.queue.stats();
    return waiting + running === 0 ? true : undefined;
  }, "the end of all work");
}

test("who is no admin any more is refused what their home still offers, and it goes", async () => {
  const started = await startAdmin({ files: LIBRARY });
  const { slack, app } = started;
  await openedHome(started, "adam");
  const pause = buttonAt(started, "adam", "Pause");
  findUser(slack.world, "adam").kind = "member";
  slack.people.clickInHome("adam", pause);
  const answer = await until(() => told(started, "adam")[0], "an answer");
  expect(textOf(answer)).toMatch(/^Only admins may use "sources pause"/);
  expect((await app.storage.sources.get("handbook"))?.paused).toBe(false);
  await refreshed(started, "adam", /^(?!.*Sync now).*You have not asked/s);
});

test("a button that somebody crafts in a view is worth no more than its presser", async () => {
  const started = await startAdmin({ files: LIBRARY });
  const { slack, app } = started;
  const value = "sources remove handbook confirmed";
  const forge = (who: string, container: object) =>
    slack.people.forge(who, "block_actions", {
      container,
      actions: [{ type: "button", action_id: "command:1", action_ts: "1.2", value }],
    });
  await forge("ben", { type: "view", view_id: "V1" });
  await forge("nora", { type: "view", view_id: "V1" });
  // In no view, and in no channel.
  await forge("adam", { type: "elsewhere" });
  const answer = await until(() => told(started, "ben")[0], "an answer");
  expect(textOf(answer)).toMatch(/^Only admins may use "sources remove"/);
  await idle(started);
  expect(await app.storage.sources.get("handbook")).toBeDefined();
  expect(slack.readHome("ben")).not.toContain("Sync now");
});

test("what became unreadable, and what was asked and deleted, is in no home shown afterwards", async () => {
  const started = await startAdmin({ files: LIBRARY });
  const { slack, give } = started;
  await addFiles(started, "plans", ["everyone"], { "a.md": "# Plans for a merger\n\nBy May." });
  const asked = slack.people.say("amy", "@amy", "How many people does the library seat?");
  await until(() => told(started, "amy")[0], "an answer");
  expect(await openedHome(started, "amy")).toMatch(/Plans for a merger.*the library seat/s);
  await give("adam", "sources audience plans / nobody");
  slack.people.delete(asked);
  await until(() => (told(started, "amy").length === 0 ? true : undefined), "its withdrawal");
  await idle(started);
  const now = await openedHome(started, "amy");
  expect(now).toContain(LIBRARY_QUESTION);
  expect(now).not.toMatch(/merger|plans|library seat/);
});

test("openings twice, late and in any order end in one home that is as things are", async () => {
  const started = await startAdmin({ files: LIBRARY });
  const { slack, app } = started;
  await openedHome(started, "adam");
  slack.world.chaos = { ...NO_CHAOS, twice: 1, shuffled: 0.5 };
  for (let n = 0; n < 4; n += 1) slack.people.openHome("adam");
  slack.people.clickInHome("adam", buttonAt(started, "adam", "Pause"));
  for (let n = 0; n < 4; n += 1) slack.people.openHome("adam");
  await slack.settled();
  await new Promise((resolve) => setTimeout(resolve, 600));
  await idle(started);
  expect((await app.storage.sources.get("handbook"))?.paused).toBe(true);
  expect(slack.readHome("adam")).toContain("[Resume]");
  const outcomes = new Set(publishings(started).map(({ outcome }) => outcome));
  expect([...outcomes].filter((one) => one !== "ok" && one !== "hash_conflict")).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
});

test("a home that somebody else has shown since is composed again, not covered by an older one", async () => {
  const started = await startAdmin({ files: LIBRARY });
  const { slack } = started;
  await openedHome(started, "adam");
  const home = homeOf(slack.world, findUser(slack.world, "adam").id);
  let changed = false;
  slack.world.onCall = (method) => {
    if (method !== "views.publish" || changed || home === undefined) return;
    changed = true;
    // Another process was quicker, and a source was paused meanwhile.
    home.hash = "1.other";
    return started.app.storage.sources.update("handbook", { paused: true });
  };
  slack.people.openHome("adam");
  await refreshed(started, "adam", /\[Resume\]/);
  const outcomes = publishings(started).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["ok", "hash_conflict", "ok"]);
});

test("an app whose Home is switched off costs nothing else", async () => {
  const started = await startAdmin({ files: LIBRARY });
  const { slack, give, app } = started;
  const { app_home: settings } = slack.world.app.manifest.features;
  if (settings !== undefined) settings.home_tab_enabled = false;
  slack.people.openHome("adam");
  await until(() => publishings(started)[0], "a try");
  await idle(started);
  expect(publishings(started).map(({ outcome }) => outcome)).toEqual(["not_enabled"]);
  expect(await app.queue.deadLetters(5)).toEqual([]);
  expect(textOf(await give("adam", "sources"))).toContain("handbook");
});

test("the conversation with the agent offers questions about what its person may read", async () => {
  const started = await startAdmin({ files: LIBRARY });
  const { slack } = started;
  const mail = `user:${findUser(slack.world, "ben").email}`;
  await addFiles(started, "own", [mail], { "a.md": "# <!channel> Ben's plan\n\nMay." });
  const offered = async (who: string) => {
    slack.world.prompts.clear();
    slack.people.openHome(who, "messages");
    return until(() => [...slack.world.prompts.values()][0]?.prompts, "questions");
  };
  expect(await offered("amy")).toEqual([{ title: LIBRARY_QUESTION, message: LIBRARY_QUESTION }]);
  const [, own] = await offered("ben");
  expect(own?.message.replaceAll("\u2060", "")).toBe("What does “<!channel> Ben's plan” say?");
  expect(own?.message).not.toContain("<!channel>");
  expect(JSON.stringify(await offered("gina"))).not.toMatch(/library|plan/);
  expect(slack.world.complaints).toEqual([]);
});
