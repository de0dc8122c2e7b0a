import { expect, test } from "vitest";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { buttonOf, textOf, until } from "../commands/start-admin.ts";
import { startProposals, UNKNOWN } from "./start-proposals.ts";

test("an expert is asked, answers, an admin accepts, and the next one who asks is given it", async () => {
  const started = await startProposals();
  const { slack, ask, give, press, settle, proposals, idOf, shortcut, fields } = started;
  const { messages } = findChannel(slack.world, "#general");
  await give("adam", "channel expert @carla");
  const { asked, answer } = await ask("amy", UNKNOWN);
  slack.people.click("amy", answer, buttonOf(answer, "Ask an expert").action_id);
  const called = await until(
    () => messages.find(({ text }) => text.includes("asks for an expert")),
    "the expert's call",
  );
  expect(called.threadTs).toBe(asked.ts);
  expect(called.notified).toContain(idOf("carla").split(":")[2]);
  const words = "At pier 4, behind the “old” crane.";
  const reply = slack.people.say("carla", "#general", words, { thread: asked.ts });
  await settle();
  const queue = await give("adam", "verified", "#help");
  expect(textOf(queue)).toContain("At pier 4, behind the “old” crane.");
  expect(textOf(queue)).toContain("An expert answered: can become a verified answer");
  expect(await proposals()).toMatchObject([
    { question: UNKNOWN, createdBy: idOf("carla"), status: "waiting", origin: "expert" },
  ]);
  // The same message by the shortcut is for the same question.
  await shortcut("ben", reply);
  expect(fields("ben")).toEqual({ question: UNKNOWN, text: words });
  slack.people.closeModal("ben");
  expect(textOf(await press("adam", queue, "Accept", "#help"))).toContain("is active");

  const next = await ask("ben", "Where do I moor my boat?");
  const text = () => slack.read("ben", "#general");
  await expect.poll(text).toContain("Verified by Adam Novak");
  expect(JSON.stringify(next.answer.blocks)).toContain("behind the “old” crane");

  // A reviewer's own words stay as they were typed, quotes and all.
  const [{ id } = { id: "" }] = await proposals();
  const better = `Say "boat" at pier 4: it's 'open' till “nine”.`;
  await give("adam", `verified accept ${id} ${better}`, "#help");
  expect(await proposals()).toMatchObject([{ text: better, status: "active" }]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("where no expert is named it is said how, also for conversations with the bot alone", async () => {
  const { slack, ask, give, settle } = await startProposals();
  const press = async (where: string) => {
    const { answer } = await ask("amy", UNKNOWN, where);
    slack.people.click("amy", answer, buttonOf(answer, "Ask an expert").action_id);
    await settle();
    return slack.read("amy", where);
  };
  expect(await press("#general")).toMatch(
    /\/footnote channel expert <who>.*for the whole workspace/s,
  );
  expect(await press("@amy")).toMatch(/\/footnote channel expert <who>.*own conversation with me/s);
  const set = await give("adam", "channel expert @carla", "@adam");
  expect(textOf(set)).toContain("Carla Ruiz");
  expect(await press("@amy")).toMatch(/You can ask .*Carla Ruiz.* directly/);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);
