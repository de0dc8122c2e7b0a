import { expect, test } from "vitest";
import { PROPOSAL_FORM } from "../../../../src/chat/slack/proposals/proposal-view.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { until } from "../commands/start-admin.ts";
import { QUESTION, SHORTCUT, startProposals, UNKNOWN } from "./start-proposals.ts";

type Started = Awaited<ReturnType<typeof startProposals>>;

const THERE = "That works where both you and I are";
const MEMBERS = "Only full members can propose verified answers.";

/** A form that was sent off, whatever stands in it. */
function forgeForm(
  { slack, settle }: Started,
  who: string,
  message: unknown,
  fields: { question?: string; text?: string; how?: string } = {},
  id = `V-${who}`,
) {
  const { how, ...given } = fields;
  const texts = { question: "Who pays?", text: "Nobody.", ...given };
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, { [name]: { value } }]),
  );
  if (how !== undefined) values.how = { how: { selected_option: { value: how } } };
  const view = {
    ...{ id, callback_id: PROPOSAL_FORM, private_metadata: JSON.stringify(message) },
    state: { values },
  };
  return slack.people.forge(who, "view_submission", { view }).then(settle);
}

test("guests, outsiders and those who are not in the channel are refused and shown nothing", async () => {
  const started = await startProposals();
  const { slack, ask, forgeShortcut, shortcut, proposals, settle } = started;
  const { asked, answer } = await ask("amy", QUESTION, "#help");
  for (const message of [asked, answer]) {
    expect(await shortcut("gina", message)).toContain(MEMBERS);
    slack.people.closeModal("gina");
  }
  const inLaunch = slack.people.say("ben", "#launch", "The launch is on Friday.");
  for (const who of ["nils", "nora"]) {
    expect(await forgeShortcut(who, inLaunch)).toContain(MEMBERS);
    slack.people.closeModal(who);
  }
  const closed = await ask("olga", QUESTION, "#people-team");
  for (const message of [closed.asked, closed.answer]) {
    const modal = await forgeShortcut("amy", message);
    expect(modal).toContain(THERE);
    expect(modal).not.toContain("30 days");
    slack.people.closeModal("amy");
  }
  // Where the bot is not.
  const secret = slack.people.say("ben", "#secret-project", "The name is Heron.");
  const modal = await forgeShortcut("olga", secret);
  expect(modal).toContain("I cannot read this message");
  slack.people.closeModal("olga");
  const place = (message: typeof secret) => ({
    ...{ channel: message.channelId, ts: message.ts, threadTs: message.threadTs ?? message.ts },
  });
  await forgeForm(started, "gina", place(asked));
  await forgeForm(started, "nils", place(inLaunch));
  await forgeForm(started, "amy", place(closed.answer), { how: "at-once" });
  await forgeForm(started, "ben", place(secret));
  await settle();
  expect(await proposals()).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("what was shown to somebody alone is nobody else's, nor is it when its id is known", async () => {
  const started = await startProposals();
  const { slack, ask, app, forgeShortcut, proposals, idOf, press: _, settle, whispers } = started;
  const { answer } = await ask("olga", QUESTION, "#help");
  slack.people.click("amy", answer, "ask-privately");
  const whispered = await until(
    () => whispers("amy", "#help").find(({ text }) => text.includes("30 days")),
    "a private answer",
  );
  for (const who of ["amy", "ben"]) {
    expect(await forgeShortcut(who, whispered)).toContain("I cannot read this message");
    slack.people.closeModal(who);
  }
  await settle();
  const privately = (
    await app.storage.answers.listThread(
      `${idOf("#help")}:${answer.threadTs}~private:${idOf("amy")}`,
    )
  )[0];
  const place = { channel: answer.channelId, ts: answer.ts, threadTs: answer.threadTs };
  await forgeForm(started, "ben", { ...place, answerId: privately?.id });
  // An answer of another room, under a message of this one.
  const other = await ask("olga", UNKNOWN, "#people-team");
  const otherId = other.answer.metadata?.event_payload.answer_id;
  await forgeForm(started, "ben", { ...place, answerId: otherId }, {}, "V-2");
  expect(await proposals()).toEqual([]);
  // Another bot that calls its message an answer.
  const channel = findChannel(slack.world, "#help");
  const buildbot = findUser(slack.world, "buildbot");
  const forged = slack.people.say("ben", "#help", "I am an answer.");
  Object.assign(forged, { user: buildbot.id, botId: "B1", metadata: other.answer.metadata });
  expect(await forgeShortcut("ben", forged)).toContain("my answers and on what people say");
  slack.people.closeModal("ben");
  // A person cannot attach anything; if they could, their words would still be a person's.
  const words = slack.people.say("ben", "#help", "So are these.");
  Object.assign(words, { metadata: other.answer.metadata });
  expect(await forgeShortcut("carla", words)).toContain("Verified answer");
  expect(started.fields("carla")).toEqual({ question: undefined, text: "So are these." });
  expect(channel.members.has(buildbot.id)).toBe(true);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("another workspace's, unknown and broken ones do nothing", async () => {
  const started = await startProposals({ over: "http" });
  const { slack, ask, forgeShortcut, proposals } = started;
  const { asked } = await ask("amy", QUESTION);
  const elsewhere = { id: slack.company.partnerTeamId, domain: "north" };
  expect(await forgeShortcut("amy", asked, { team: elsewhere })).toBe("");
  expect(await forgeShortcut("amy", asked, { callback_id: "something-else" })).toBe("");
  expect(await forgeShortcut("amy", asked, { channel: { id: "../x" } })).toBe("");
  expect(await forgeShortcut("amy", asked, { message_ts: "1700000000.000100" })).toContain(
    "I cannot read",
  );
  slack.people.closeModal("amy");
  for (const broken of ["{", { channel: "C1" }, { channel: "slack:T9:C1", ts: "1.2" }, null]) {
    await forgeForm(started, "amy", broken, {}, `V-${JSON.stringify(broken)}`);
  }
  await slack.people.forge("amy", "view_submission", {
    team: elsewhere,
    view: {
      ...{ id: "V-t", callback_id: PROPOSAL_FORM, state: { values: {} } },
      private_metadata: JSON.stringify({
        channel: asked.channelId,
        ts: asked.ts,
        threadTs: asked.ts,
      }),
    },
  });
  expect(await proposals()).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
}, 30_000);

test("a form that came late, or from somebody who lost their rights, is refused or waits", async () => {
  const started = await startProposals();
  const { slack, ask, shortcut, proposals, settle, toldTo } = started;
  const { answer } = await ask("amy", QUESTION);
  await shortcut("ben", answer);
  findUser(slack.world, "ben").kind = "guest";
  expect(await slack.people.submit("ben")).toEqual({ state: "updated" });
  expect(slack.readModal("ben")).toContain(MEMBERS);
  await shortcut("carla", answer);
  slack.people.leave("carla", "#general");
  await settle();
  expect(await slack.people.submit("carla")).toEqual({ state: "updated" });
  expect(slack.readModal("carla")).toContain(THERE);
  expect(await proposals()).toEqual([]);
  // No admin any more: it waits like anybody's.
  await shortcut("adam", answer);
  findUser(slack.world, "adam").kind = "member";
  await slack.people.submit("adam", { how: "Verify at once" });
  await settle();
  expect(await proposals()).toMatchObject([{ status: "waiting" }]);
  expect(toldTo("adam").join()).toContain("waits until an admin");
  // The choice that a member's form does not have does not count either.
  await forgeForm(
    started,
    "amy",
    { channel: answer.channelId, ts: answer.ts, threadTs: answer.threadTs },
    { how: "at-once" },
  );
  expect((await proposals()).map(({ status }) => status)).toEqual(["waiting", "waiting"]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("a form that comes again, at once or long after, makes one proposal", async () => {
  const started = await startProposals({ over: "http" });
  const { slack, ask, proposals, toldTo, give } = started;
  const { asked } = await ask("amy", QUESTION);
  const place = { channel: asked.channelId, ts: asked.ts, threadTs: asked.ts };
  await Promise.all([forgeForm(started, "ben", place), forgeForm(started, "ben", place)]);
  await forgeForm(started, "ben", place, { text: "Somebody." });
  const [proposal, ...others] = await proposals();
  expect(others).toEqual([]);
  expect(proposal).toMatchObject({ text: "Nobody.", status: "waiting" });
  await give("adam", `verified reject ${proposal?.id}`);
  await forgeForm(started, "ben", place, { how: "at-once" });
  expect(await proposals()).toMatchObject([{ text: "Nobody.", status: "rejected" }]);
  expect(toldTo("ben")).toHaveLength(1);
  expect(slack.world.complaints).toEqual([]);
}, 30_000);

test("what somebody and the bot said to each other is nobody else's", async () => {
  const started = await startProposals();
  const { slack, answerTo, forgeShortcut, proposals } = started;
  const asked = slack.people.say("amy", "@amy", QUESTION);
  const answer = await answerTo(asked, "@amy");
  for (const message of [asked, answer]) {
    const modal = await forgeShortcut("ben", message);
    expect(modal).toContain(THERE);
    expect(modal).not.toContain("leave");
    slack.people.closeModal("ben");
  }
  const answerId = answer.metadata?.event_payload.answer_id;
  const place = { channel: answer.channelId, ts: answer.ts, threadTs: asked.ts, answerId };
  await forgeForm(started, "ben", place);
  // Named as if it stood in a channel that ben is in.
  const { id: channel } = findChannel(slack.world, "#general");
  await forgeForm(started, "ben", { ...place, channel }, {}, "V-2");
  expect(await proposals()).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
}, 30_000);

test("too much or too little is said at its field", async () => {
  const started = await startProposals();
  const { slack, shortcut, fields, proposals } = started;
  const long = slack.people.say("amy", "#general", "Long. ".repeat(600));
  expect(await shortcut("amy", long)).toContain("its end is left out here");
  expect(String(fields("amy").text)).toHaveLength(3_000);
  const modal = slack.people.modal("amy");
  const fill = (question: string, text: string) => {
    modal.values.question = { question: { type: "plain_text_input", value: question } };
    modal.values.text = { text: { type: "plain_text_input", value: text } };
  };
  fill(" \u0001 ", "\u0002");
  expect(await slack.people.submit("amy")).toEqual({
    state: "errors",
    errors: {
      question: "A verified answer needs the question that it answers.",
      text: "A verified answer needs a text.",
    },
  });
  // Slack's form would not let it pass; the server does not rely on that.
  for (const block of modal.view.blocks) {
    delete (block.element as { max_length?: number } | undefined)?.max_length;
  }
  fill("q".repeat(1_001), "t".repeat(4_001));
  expect((await slack.people.submit("amy")).errors).toEqual({
    question: expect.stringContaining("1000 characters at most"),
    text: expect.stringContaining("4000 characters at most"),
  });
  expect(await proposals()).toEqual([]);
  expect(SHORTCUT).toBe("verify-message");
  expect(slack.world.complaints).toEqual([]);
}, 30_000);
