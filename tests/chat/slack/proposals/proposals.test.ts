import { describe, expect, test } from "vitest";
import { until } from "../commands/start-admin.ts";
import { QUESTION, startProposals, UNKNOWN } from "./start-proposals.ts";

describe.each(["socket", "http"] as const)("over %s", (over) => {
  test("a member proposes an answer, an admin accepts it, and it is given from then on", async () => {
    const started = await startProposals({ over });
    const { slack, ask, shortcut, fields, settle, proposals, toldTo, idOf, give, press } = started;
    const { answer } = await ask("amy", QUESTION);
    expect(await shortcut("ben", answer)).toContain("An admin looks at it first");
    const found = fields("ben");
    expect(found).toEqual({
      question: QUESTION,
      text: expect.stringMatching(/30 days of annual leave.*\[1\]/s),
    });
    const text = "You get 30 days a year, “bank holidays” not counted. [1]";
    expect(await slack.people.submit("ben", { text }, { times: 2 })).toEqual({ state: "closed" });
    await settle();
    const [proposal, ...others] = await proposals();
    expect(others).toEqual([]);
    const room = idOf("#general");
    expect(proposal).toMatchObject({
      ...{ question: QUESTION, text, status: "waiting", origin: "shortcut" },
      ...{ createdBy: idOf("ben"), roomId: room, workspaceId: room.replace(/:C\w+$/, "") },
      audience: [["everyone"], [room.replace(":", "-channel:")]],
      citations: [{ source: "handbook", documentId: "leave.md" }],
    });
    expect(toldTo("ben")).toEqual([
      `Thank you. “${QUESTION}” waits until an admin has looked at it.`,
    ]);
    const queue = await give("adam", "verified", "#help");
    await press("adam", queue, "Accept", "#help");
    const again = await ask("carla", QUESTION);
    await until(() => (again.answer.text.includes("bank holidays") ? true : undefined), "the text");
    expect(slack.read("carla", "#general")).toContain("Adam Novak");
    expect(slack.world.complaints).toEqual([]);
  }, 40_000);
});

test("a colleague's reply is proposed for the question of its thread, and rests on nothing", async () => {
  const started = await startProposals();
  const { slack, ask, shortcut, fields, settle, proposals, app, idOf } = started;
  const { asked } = await ask("amy", UNKNOWN);
  const words = "At pier 4, ask @ben for the key & sign.";
  const reply = slack.people.say("carla", "#general", words, { thread: asked.ts });
  await settle();
  expect(await shortcut("ben", reply)).toContain("Verified answer");
  expect(fields("ben")).toEqual({
    question: UNKNOWN,
    text: "At pier 4, ask @Ben Okoro for the key & sign.",
  });
  await slack.people.submit("ben");
  await settle();
  const [proposal] = await proposals();
  expect(proposal).toMatchObject({ question: UNKNOWN, citations: [], status: "waiting" });
  expect(proposal?.answerId).toBe(`${idOf("#general")}:${asked.ts}`);
  // Deleted where it was said, nobody proposes it any more.
  slack.people.delete(reply);
  await expect.poll(proposals).toEqual([]);

  // Where the bot takes no part, nothing is known of a question.
  const alone = slack.people.say("carla", "#general", "The gate closes at nine.");
  await settle();
  await shortcut("amy", alone);
  expect(fields("amy")).toEqual({ question: undefined, text: "The gate closes at nine." });
  await slack.people.submit("amy", { question: "When does the gate close?" });
  await settle();
  expect((await app.storage.verified.list(["waiting"]))[0]).toMatchObject({
    ...{ question: "When does the gate close?", answerId: undefined, roomId: idOf("#general") },
  });
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("another text without the marks of an answer rests on none of its documents", async () => {
  const { slack, ask, shortcut, settle, proposals } = await startProposals();
  const { answer } = await ask("amy", QUESTION);
  await shortcut("ben", answer);
  await slack.people.submit("ben", { text: "Ask the people team." });
  await settle();
  expect(await proposals()).toMatchObject([{ text: "Ask the people team.", citations: [] }]);
}, 40_000);

test("an admin may verify at once, in a private channel for those who are in it", async () => {
  const started = await startProposals();
  const { slack, ask, shortcut, fields, settle, proposals, toldTo, idOf, actions } = started;
  const { answer } = await ask("olga", UNKNOWN, "#people-team");
  await shortcut("adam", answer);
  expect(fields("adam")).toMatchObject({ question: UNKNOWN, how: "queue" });
  await slack.people.submit("adam", { text: "At pier 4.", how: "Verify at once" });
  await settle();
  expect(await proposals()).toMatchObject([
    {
      ...{ status: "active", text: "At pier 4.", approvedName: "Adam Novak" },
      audience: [[idOf("#people-team").replace(":", "-channel:")]],
    },
  ]);
  expect(toldTo("adam")).toEqual([expect.stringContaining("from now on")]);
  expect((await actions()).slice(0, 2)).toEqual([
    `verified.accepted by ${idOf("adam")}`,
    `verified.proposed by ${idOf("adam")}`,
  ]);
  const inside = await ask("adam", UNKNOWN, "#people-team");
  await until(() => (inside.answer.text.includes("pier 4") ? true : undefined), "the text");
  const outside = await ask("ben", UNKNOWN);
  await settle();
  expect(outside.answer.text).not.toContain("pier 4");
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("what somebody asked alone with the bot is proposed for them alone", async () => {
  const started = await startProposals();
  const { slack, answerTo, shortcut, settle, proposals } = started;
  const asked = slack.people.say("amy", "@amy", QUESTION);
  const answer = await answerTo(asked, "@amy");
  await settle();
  await shortcut("amy", answer);
  await slack.people.submit("amy");
  await settle();
  const email = [...slack.world.users.values()].find(({ name }) => name === "amy")?.email;
  expect(await proposals()).toMatchObject([{ audience: [[`user:${email}`]], status: "waiting" }]);
  expect(slack.world.complaints).toEqual([]);
}, 30_000);
