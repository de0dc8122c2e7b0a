import { expect, test } from "vitest";
import { recordVote } from "../../../../src/feedback/record-vote.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { QUESTION, startProposals } from "../proposals/start-proposals.ts";
import { buttonAt, openedHome, refreshed } from "./open-home.ts";

type Started = Awaited<ReturnType<typeof startProposals>>;

/** Somebody asked in a channel, and somebody else says what it should have said. */
async function corrected(started: Started, where: string, correction: string): Promise<string> {
  const { app, ask, idOf } = started;
  const { asked } = await ask("amy", QUESTION, where);
  const channel = findChannel(started.slack.world, where).id;
  const answerId = `${idOf("amy").split(":").slice(0, 2).join(":")}:${channel}:${asked.ts}`;
  const vote = { answerId, voter: idOf("amy"), vote: "down", reason: "outdated" } as const;
  await recordVote({ ...vote, correction, byMember: true }, app.storage, Date.now());
  return answerId;
}

test("an admin corrects an answer in a modal opened from their home, and sees it gone", async () => {
  const started = await startProposals();
  const { slack, app, idOf } = started;
  await corrected(started, "#general", "It is 31 days.");
  const home = await openedHome(started, "adam");
  expect(home).toMatch(/Waiting for review.*Corrected by a reader.*It is 31 days/s);
  slack.people.clickInHome("adam", buttonAt(started, "adam", "Correct"));
  await slack.settled();
  const modal = slack.readModal("adam");
  expect(modal).toMatch(
    /Correct an answer.*Disliked once: outdated.*checkboxes: Annual leave \(handbook\)/s,
  );
  const wrong = await slack.people.submit("adam", { question: QUESTION, text: " " });
  expect(wrong.state).toBe("errors");
  const values = { question: QUESTION, text: "It is 32 days [1]." };
  expect(await slack.people.submit("adam", values, { times: 2 })).toEqual({ state: "closed" });
  await refreshed(started, "adam", /Nothing waits for review/);
  expect(await app.storage.verified.list(["active"])).toMatchObject([
    { text: "It is 32 days [1].", approvedBy: idOf("adam"), origin: "correction" },
  ]);
  expect(slack.world.complaints).toEqual([]);
});

test("whoever is second is told who was first, and who is no admin is refused", async () => {
  const started = await startProposals();
  const { slack, app, give, textOf } = { ...started, textOf: (one: object) => JSON.stringify(one) };
  const open = await corrected(started, "#general", "It is 31 days.");
  await openedHome(started, "adam");
  const button = buttonAt(started, "adam", "Use the correction");
  const first = { itemId: open, decision: "rejected", decidedBy: "slack:T1:UX" } as const;
  await app.storage.reviews.decide({ ...first, decidedName: "Olga", decidedAt: Date.now() }, 0);
  const before = findChannel(slack.world, "@adam").messages.length;
  slack.people.clickInHome("adam", button);
  await expect
    .poll(() => textOf(findChannel(slack.world, "@adam").messages.slice(before)), {
      timeout: 8_000,
    })
    .toContain("Olga was first and has rejected this");
  const listed = await give("adam", "review");
  expect(textOf(listed)).toContain("Nothing waits for you");
  expect(textOf(await give("ben", "review"))).toMatch(/Only admins may use/);
});
