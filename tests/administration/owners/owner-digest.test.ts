import { expect, test } from "vitest";
import { nextDigestAt } from "../../../src/administration/digest/digest-schedule.ts";
import { sendDueDigests } from "../../../src/administration/digest/run-digests.ts";
import type { App } from "../../../src/app.ts";
import { openPlatforms } from "../../../src/entrypoints/serve/run-chats.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import { textOf, told, until } from "../../chat/slack/commands/start-admin.ts";
import { startProposals } from "../../chat/slack/proposals/start-proposals.ts";
import { startTeams } from "../../chat/teams/whole/journeys/start-teams.ts";
import { findUser } from "../../counterparts/slack/state/users.ts";

const QUESTION = "How many days of annual leave do I get?";

/** The answer to that question, once it is there, is disliked by somebody. */
async function dislike({ storage }: App): Promise<void> {
  const asked = await until(async () => {
    const asked = await storage.reports.asked(0, undefined, 9);
    return asked.find(({ question }) => question === QUESTION);
  }, "a question that was answered");
  const vote = {
    answerId: (asked.answer as { id: string }).id,
    voter: "slack:T1:UX",
    vote: "down",
  } as const;
  await recordVote({ ...vote, byMember: true }, storage, Date.now());
}

/** One more process of Footnote, whose clock stands where it is told. */
async function replica(app: App, now: number) {
  const { platforms } = await openPlatforms(app);
  return { ...app, platforms, now: () => now };
}

/** The next Monday at nine, by the owner's clock, which is when they are told. */
function mondayOf(timeZone: string, after = Date.now()): number {
  return nextDigestAt({ schedule: "0 9 * * 1", timeZone }, after) ?? 0;
}

test("in Slack an owner is told once a week what their source lacked, by any number of replicas", async () => {
  const started = await startProposals();
  const { give, ask, app, slack, idOf, actions } = started;
  const { owners } = app.storage.administration;
  const said = async (who: string, line: string) => textOf(await give(who, line));
  const toldTo = (who: string): string[] => {
    try {
      return told(started, who).map(textOf);
    } catch {
      return [];
    }
  };
  expect(await said("adam", "sources owner handbook")).toContain("Nobody looks after handbook.");
  expect(await said("ben", "sources owner handbook @ben")).toContain("Only admins may use");
  expect(await said("adam", "sources owner nothing @ben")).toContain('no source "nothing"');
  findUser(slack.world, "ben").kind = "guest";
  expect(await said("adam", "sources owner handbook @ben")).toContain("is no full member here");
  findUser(slack.world, "ben").kind = "member";
  expect(await said("adam", "sources owner handbook @ben")).toContain(
    "Ben Okoro looks after handbook now.",
  );
  expect((await actions())[0]).toBe(`source.owner by ${idOf("adam")}`);
  expect(await said("adam", "sources status handbook")).toContain("Looked after by Ben Okoro");
  const named = (await owners.get("handbook")) ?? expect.fail("no owner");
  expect(named).toMatchObject({ person: idOf("ben"), setBy: idOf("adam") });

  const monday = mondayOf(named.timeZone);
  await sendDueDigests(await replica(app, monday));
  expect(toldTo("ben")).toEqual([]);
  // A week without anything to tell is over as well.
  expect((await owners.get("handbook"))?.doneUntil).toBe(monday);
  await owners.set(named);

  await ask("amy", QUESTION);
  await dislike(app);
  expect(await said("adam", "gaps")).toContain("most likely of handbook: Ben Okoro");

  findUser(slack.world, "ben").kind = "guest";
  await sendDueDigests(await replica(app, monday));
  expect(toldTo("ben")).toEqual([]);
  findUser(slack.world, "ben").kind = "member";
  await owners.set(named);
  // Killed between Slack's taking it and the record of that.
  const administration = {
    ...app.storage.administration,
    owners: { ...owners, finish: () => Promise.reject(new Error("killed")) },
  };
  const cutOff = await replica(app, monday);
  await sendDueDigests({ ...cutOff, storage: { ...app.storage, administration } });
  expect((await owners.get("handbook"))?.doneUntil).toBe(named.doneUntil);
  const [one, two] = [await replica(app, monday), await replica(app, monday + 60_000)];
  await Promise.all([sendDueDigests(one), sendDueDigests(two), sendDueDigests(one)]);
  await sendDueDigests(two);
  expect(toldTo("ben")).toHaveLength(1);
  expect(toldTo("ben")[0]).toMatch(/You look after handbook\..*How many days.*1 disliked/s);
  expect(toldTo("adam")).toEqual([]);

  expect(await said("adam", "sources owner handbook nobody")).toBe(
    "Nobody looks after handbook any more.",
  );
  expect(slack.world.complaints).toEqual([]);
}, 60_000);

test("who was named by an address is told as soon as a workspace with a digest knows it", async () => {
  const started = await startProposals();
  const { app, ask, slack, idOf } = started;
  const { owners, digests } = app.storage.administration;
  const { email } = findUser(slack.world, "ben");
  const now = Date.now();
  const setAt = now - 1_000;
  const known = { setBy: "cli", setAt, timeZone: "UTC", doneUntil: setAt };
  await owners.set({ source: "handbook", person: `user:${email}`, ...known });
  await ask("amy", QUESTION);
  await dislike(app);
  const workspaceId = `slack:${slack.company.teamId}`;
  const schedule = { schedule: "0 9 * * 1", timeZone: "UTC" };
  const monday = mondayOf("UTC");
  const set = { workspaceId, roomId: undefined, setBy: idOf("adam"), setAt };
  // The admins' own of that week is sent already.
  await digests.set({ ...set, ...schedule, doneUntil: monday });
  const process = await replica(app, monday);
  await sendDueDigests(process);
  expect(await owners.get("handbook")).toMatchObject({ person: idOf("ben"), doneUntil: setAt });
  await sendDueDigests(process);
  expect(told(started, "ben").map(textOf).join()).toContain("You look after handbook.");
  // Nobody has this one: it is looked up once a week.
  await owners.set({ source: "handbook", person: "user:nobody@elsewhere.example", ...known });
  await sendDueDigests(process);
  expect(await owners.get("handbook")).toMatchObject({ doneUntil: monday });
}, 40_000);

test("in Teams an owner is told in their own chat", async () => {
  const { teams, app } = await startTeams({
    // Without Graph nobody says that anybody may join a team, so none is open.
    isGraphOn: true,
    files: () => ({
      "leave.md": "# Annual leave\n\nEverybody has 30 days of annual leave a year.",
      "_access.yaml": '"**": [public]',
    }),
  });
  const { people, world } = teams;
  const personOf = (who: string) =>
    `teams:${world.tenantId}:${[...world.people.values()].find(({ name }) => name === who)?.objectId}`;
  await people.say("ben", "@ben", "What is my own secret?");
  await teams.settled();
  await people.mention("ana", "General", QUESTION);
  await dislike(app);
  await teams.settled();
  const owned = { source: "handbook", setBy: "cli", setAt: 1, timeZone: "UTC" };
  const { owners } = app.storage.administration;
  const monday = mondayOf("UTC");
  await owners.set({ ...owned, person: personOf("ben"), doneUntil: Date.now() });
  const [one, two] = [await replica(app, monday), await replica(app, monday)];
  await Promise.all([sendDueDigests(one), sendDueDigests(two)]);
  await sendDueDigests(one);
  const cards = people.botMessages("@ben").map((message) => people.cards("ben", message));
  expect(cards.filter((card) => card.includes("You look after handbook"))).toHaveLength(1);
  expect(cards.join()).toContain(QUESTION);
  expect(cards.at(-1)).not.toContain("secret");
  expect(world.complaints).toEqual([]);
}, 40_000);
