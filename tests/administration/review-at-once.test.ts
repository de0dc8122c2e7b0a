import { expect, test } from "vitest";
import { recordVote } from "../../src/feedback/record-vote.ts";
import { proposeVerified } from "../../src/feedback/verified/propose-verified.ts";
import { textOf, until } from "../chat/slack/commands/start-admin.ts";
import { QUESTION, startProposals } from "../chat/slack/proposals/start-proposals.ts";
import { startOverHttp } from "../chat/teams/commands/start-over-http.ts";

test("two admins of Slack decide about one answer at once: one does, the other is told who was first", async () => {
  const started = await startProposals();
  const { app, ask, give, press, idOf, slack } = started;
  await ask("amy", QUESTION);
  const newest = async () => (await app.storage.reports.asked(0, undefined, 1))[0];
  const asked = await until(newest, "the answer");
  const { id: answerId } = asked.answer as { id: string };
  const vote = {
    answerId,
    voter: idOf("amy"),
    vote: "down",
    correction: "It is 31 days.",
  } as const;
  await recordVote({ ...vote, byMember: true }, app.storage, Date.now());
  const seen = { adam: await give("adam", "review"), olga: await give("olga", "review") };
  const said = await Promise.all([
    press("adam", seen.adam, "Use the correction").then(textOf),
    press("olga", seen.olga, "Reject").then(textOf),
  ]);
  const decided = await app.storage.reviews.get(answerId);
  const isAdam = decided?.decidedBy === idOf("adam");
  const [first, second] = isAdam ? said : said.toReversed();
  expect(first).toMatch(isAdam ? /is answered with that from now on/ : /is rejected/);
  const name = isAdam ? "Adam Novak" : "Olga Berg";
  const verdict = isAdam ? "accepted|corrected" : "rejected";
  expect(second).toMatch(new RegExp(`${name} was first and has (${verdict}) this at`));
  const active = await app.storage.verified.list(["active"]);
  expect(active).toHaveLength(isAdam ? 1 : 0);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("two admins of Teams decide about one proposal at once: one does, the other is told who was first", async () => {
  const { teams, next, app } = await startOverHttp();
  const { people, world } = teams;
  const personOf = (who: string) =>
    `teams:${world.tenantId}:${[...world.people.values()].find(({ name }) => name === who)?.objectId}`;
  // Who was added has to be known to Teams: they have written once.
  await next("@ana", () => people.say("ana", "@ana", "/help"));
  await app.storage.administration.admins.add({
    ...{ person: personOf("ana"), addedBy: personOf("adam"), addedAt: 1 },
  });
  const { id } = await proposeVerified(
    {
      ...{ question: "How long is leave?", text: "30 days.", audience: [["everyone"]] },
      ...{ origin: "shortcut", createdBy: personOf("ben") },
    },
    app,
  );
  const seen = new Map<string, Awaited<ReturnType<typeof next>>>();
  for (const who of ["adam", "ana"]) {
    seen.set(who, await next(`@${who}`, () => people.say(who, `@${who}`, "/review")));
  }
  const decide = async (who: string, label: string) => {
    const card = seen.get(who) ?? expect.fail(`${who} sees no queue`);
    const reply = await next(`@${who}`, () => people.click(who, card, label));
    return `${reply.text} ${people.cards(who, reply)}`;
  };
  const said = await Promise.all([decide("adam", "Accept"), decide("ana", "Reject")]);
  const verified = await until(() => app.storage.verified.get(id), "what became of it");
  const isAdam = verified.status === "active";
  const [first, second] = isAdam ? said : said.toReversed();
  expect(first).toMatch(isAdam ? /is answered with that/ : /is rejected/);
  expect(second).toMatch(isAdam ? /was first and has accepted/ : /was first and has rejected/);
  expect(world.complaints).toEqual([]);
}, 40_000);
