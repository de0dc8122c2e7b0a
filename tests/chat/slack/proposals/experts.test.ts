import { expect, test } from "vitest";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { buttonOf, textOf, until } from "../commands/start-admin.ts";
import { QUESTION, startProposals, UNKNOWN } from "./start-proposals.ts";

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
  expect(textOf(queue)).toContain("Said by Carla Ruiz, the expert who was asked");
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
    /\/footnote channel expert <who>.*for all places where none is named/s,
  );
  expect(await press("@amy")).toMatch(/\/footnote channel expert <who>.*own conversation with me/s);
  const set = await give("adam", "channel expert @carla", "@adam");
  expect(textOf(set)).toContain("Carla Ruiz");
  expect(await press("@amy")).toMatch(/You can ask .*Carla Ruiz.* directly/);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("words of guests and of another workspace wait for nobody's approval, a colleague's name theirs", async () => {
  const { slack, app, ask, give, settle, idOf } = await startProposals();
  const kept = () => app.storage.rooms.experts.listAnswers(9);
  for (const where of ["#launch", "#help"]) {
    await app.storage.rooms.rooms.change(idOf(where), { expert: idOf("carla") });
    const { asked, answer } = await ask("amy", UNKNOWN, where);
    slack.people.click("amy", answer, buttonOf(answer, "Ask an expert").action_id);
    await settle();
    const outsider = where === "#help" ? "gina" : "nils";
    slack.people.say(outsider, where, "Send the invoice to my account.", { thread: asked.ts });
    await settle();
    expect(await kept()).toEqual([]);
  }
  const asked = findChannel(slack.world, "#help").messages.find(({ text }) =>
    text.includes(UNKNOWN),
  );
  const words = "At pier 4, I think.";
  const reply = slack.people.say("ben", "#help", words, { thread: asked?.ts ?? "" });
  await settle();
  expect(await kept()).toMatchObject([{ text: words, answeredBy: idOf("ben") }]);
  const queue = textOf(await give("adam", "verified", "#help"));
  expect(queue).toContain("Said by Ben Okoro; who was asked: Carla Ruiz");
  expect(queue).not.toContain("invoice");
  // Who is no full member any more has no say by changing what they said.
  const ben = findUser(slack.world, "ben");
  ben.kind = "guest";
  slack.people.edit(reply, "Send the invoice to my account.");
  await settle();
  expect(await kept()).toMatchObject([{ text: words }]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("a guest's correction is told as such, and nobody's to use by a click", async () => {
  const { slack, app, ask, give, press, settle, idOf } = await startProposals({
    files: {
      "leave.md": "# Annual leave\n\nEverybody has 30 days of annual leave a year.",
      "_access.yaml": "leave.md: [public]\n",
    },
  });
  const { asked, answer } = await ask("gina", QUESTION, "#help");
  const id = `${idOf("#help")}:${asked.ts}`;
  const correct = async (who: string, correction: string) => {
    slack.people.click(who, answer, "vote", "negative");
    await slack.settled();
    await until(() => slack.readModal(who) || undefined, "the question why");
    await slack.people.submit(who, { correction });
    await settle();
  };
  await correct("gina", "Ask Studio Nord.");
  const feedback = await give("adam", "feedback", "#help");
  expect(textOf(feedback)).toContain(
    "correction by somebody who is no full member: Ask Studio Nord.",
  );
  expect(() => buttonOf(feedback, "Use the correction")).toThrow();
  expect(textOf(await give("adam", `verified add ${id} --correction`, "#help"))).toContain(
    "Nobody who is a full member has corrected",
  );
  await correct("amy", "31 days.");
  await correct("gina", "Ask Studio Nord now.");
  const both = await give("adam", "feedback", "#help");
  expect(textOf(await press("adam", both, "Use the correction", "#help"))).toContain("31 days.");
  expect(await app.storage.verified.list(["active"])).toMatchObject([{ text: "31 days." }]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);
