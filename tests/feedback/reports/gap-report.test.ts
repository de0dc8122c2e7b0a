import { expect, test } from "vitest";
import { reportGaps, reportOwnGaps } from "../../../src/feedback/reports/gap-report.ts";
import { groupAlike } from "../../../src/feedback/reports/group-alike.ts";
import type { SourceOwner } from "../../../src/storage/ports/owner-storage.ts";
import { sourceRecord } from "../../sync/sync-world.ts";
import { DAY_MS, NOW, openReportsWorld } from "./reports-world.ts";

test("what people ask in like words is one gap, most people first, and nobody is named", async () => {
  const { ask, vote, deps } = await openReportsWorld();
  await ask("ann-id", "How do I get a parking space?", { nearest: ["handbook", "wiki"] });
  await ask("ann-id", "how do i get parking space", { daysAgo: 3, nearest: ["wiki"] });
  await ask("ben-id", "How can I get a parking space?", { daysAgo: 2 });
  const disliked = await ask("cat-id", "Where is the printer?", { outcome: "answered", in: "cli" });
  await vote(disliked, "down");
  await vote(disliked, "down", { citation: 1 });
  await ask("dan-id", "Who is the CEO?", { outcome: "answered" });
  await ask("dan-id", "What broke?", { outcome: "failed" });
  const report = await reportGaps(30, deps);
  expect(report).toEqual({
    days: 30,
    askedPrivately: 0,
    notForAll: 0,
    gaps: [
      {
        question: "How do I get a parking space?",
        times: 3,
        people: 2,
        outcomes: { notFound: 3, disliked: 0 },
        lastAskedAt: new Date(NOW - DAY_MS).toISOString(),
        nearestSources: ["wiki", "handbook"],
        ...{ source: null, sourceQuestions: 0, owner: null },
      },
      expect.objectContaining({
        question: "Where is the printer?",
        people: 1,
        outcomes: { notFound: 0, disliked: 1 },
      }),
    ],
  });
  expect(JSON.stringify(report)).not.toMatch(/-id/);
});

test("what one person asked in private is counted, and no more", async () => {
  const { ask, deps } = await openReportsWorld();
  const asked = [
    ["direct", "Is the merger with Initech true?"],
    ["closed", "Who gets the Falcon budget?"],
    ["web", "Where can I see a doctor about stress?"],
  ] as const;
  for (const [place, question] of asked) {
    // The same person twice is one person.
    await ask(`one in ${place}`, question, { in: place });
    await ask(`one in ${place}`, `${question}!`, { in: place });
  }
  await ask("x", "Am I being fired?", { onlyTo: "x" });
  const report = await reportGaps(30, deps);
  expect(report).toEqual({ days: 30, gaps: [], askedPrivately: 4, notForAll: 0 });
});

test("what any number asked in private is told in words only where it was asked", async () => {
  const { ask, deps } = await openReportsWorld();
  const question = "Who gets the Falcon budget?";
  for (const by of ["ann", "ben"]) await ask(by, question, { in: "closed", roomId: "slack:T1:C7" });
  await ask("cat", question, { in: "direct", roomId: "slack:T1:D1" });
  const counted = { gaps: [], askedPrivately: 1 };
  expect(await reportGaps(30, deps)).toMatchObject(counted);
  expect(await reportGaps(30, deps, "slack:T1:C8")).toMatchObject(counted);
  expect(await reportGaps(30, deps, "slack:T1:D1")).toMatchObject(counted);
  const there = await reportGaps(30, deps, "slack:T1:C7");
  expect(there).toMatchObject({ gaps: [{ question, people: 3 }], askedPrivately: 0 });
  await ask("dan", "Who gets that Falcon budget", { daysAgo: 9 });
  // Where somebody asked it in the open, that is what is shown.
  const open = await reportGaps(30, deps);
  expect(open.gaps).toMatchObject([{ question: "Who gets that Falcon budget", people: 4 }]);
});

test("what documents answer, but not for everybody there, is no gap unless it was disliked", async () => {
  const { ask, vote, deps, storage } = await openReportsWorld();
  const hidden = await ask("ann", "How many days of leave?");
  await storage.rooms.replies.markNotForAll(hidden);
  await ask("ann", "Who waters the plants?");
  const before = await reportGaps(30, deps);
  expect(before).toMatchObject({ gaps: [{ question: "Who waters the plants?" }], notForAll: 1 });
  await vote(hidden, "down");
  expect((await reportGaps(30, deps)).gaps).toHaveLength(2);
});

test("questions of before, deleted ones and those asked again by a button do not count", async () => {
  const { ask, deps, storage } = await openReportsWorld();
  await ask("ann", "What was long ago?", { daysAgo: 8 });
  await ask("ann", "What came again?", { again: "private" });
  const deleted = await ask("ann", "What was deleted?");
  await storage.rooms.replies.withdraw(deleted, NOW);
  expect(await reportGaps(7, deps)).toMatchObject({ gaps: [], askedPrivately: 0 });
  expect((await reportGaps(8, deps)).gaps).toHaveLength(1);
  for (const days of [0, -1, 1.5, Number.NaN, 1e9]) {
    await expect(reportGaps(days, deps)).rejects.toThrow(/whole number of days/);
  }
});

test("thousands of questions are grouped in a moment", async () => {
  const asked = Array.from(
    { length: 10_000 },
    (_, n) => `Where is the ${n % 4_000}th key of the server room?`,
  );
  const started = performance.now();
  expect(groupAlike(asked, (text) => text).flat()).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("a gap names the source that it most likely belongs to, by what was shown, and its owner", async () => {
  const { ask, vote, deps, storage } = await openReportsWorld();
  for (const name of ["handbook", "wiki", "crm"]) await storage.sources.add(sourceRecord(name));
  await storage.administration.owners.set(ownerOf("wiki", "slack:T1:U7"));
  const parking = "How do I get a parking space?";
  await ask("ann", parking, { nearest: ["wiki", "handbook"], support: 0.3 });
  await ask("ben", parking, { nearest: ["handbook", "wiki"], support: 0.12 });
  await ask("cat", parking, { nearest: ["wiki"], support: 0.2 });
  // What came nearest to it has nothing to do with it; what somebody was told rests on something.
  await ask("ann", "Who won the world cup?", { nearest: ["wiki"], support: 0.01 });
  const cited = await ask("dan", "Where is the printer?", { outcome: "answered", cited: ["crm"] });
  await vote(cited, "down");
  // Of a source that is no more, nobody can mend anything.
  await ask("eve", "What does the old intranet say?", { nearest: ["intranet"], support: 0.4 });
  const { gaps } = await reportGaps(30, deps);
  const told = gaps.map(({ question, source, sourceQuestions, owner }) => [
    ...[question, source, sourceQuestions, owner],
  ]);
  expect(told[0]).toEqual([parking, "wiki", 3, "slack:T1:U7"]);
  expect(told).toContainEqual(["Who won the world cup?", null, 0, null]);
  expect(told).toContainEqual(["Where is the printer?", "crm", 1, null]);
  expect(told).toContainEqual(["What does the old intranet say?", null, 0, null]);
});

test("an owner hears of their sources, and only what every member of their workspace could hear", async () => {
  const { ask, deps, storage } = await openReportsWorld();
  for (const name of ["handbook", "wiki"]) await storage.sources.add(sourceRecord(name));
  const me = { person: "slack:T1:U7", workspaceId: "slack:T1" };
  await storage.administration.owners.set(ownerOf("wiki", me.person));
  const near = (source: string) => ({ nearest: [source], support: 0.3 });
  const open = await ask("ann", "Where do I park my car?", near("wiki"));
  await ask("ann", "Where do I eat lunch?", near("handbook"));
  for (const place of ["direct", "closed", "web", "cli"] as const) {
    // The same words in private count as little as others do.
    await ask("ben", "Where do I park my car?", { ...near("wiki"), in: place });
    await ask("ben", `Is ${place} secret in the wiki?`, { ...near("wiki"), in: place });
  }
  await ask("cat", "Whom do I tell?", { ...near("wiki"), onlyTo: "cat" });
  await ask("dan", "What of elsewhere?", { ...near("wiki"), roomId: "slack:T10:C1" });
  const hidden = await ask("eve", "Who may read that?", near("wiki"));
  await storage.rooms.replies.markNotForAll(hidden);
  const own = await reportOwnGaps(30, me, deps);
  expect(own).toMatchObject([{ question: "Where do I park my car?", times: 1, people: 1 }]);
  await storage.rooms.replies.withdraw(open, NOW);
  expect(await reportOwnGaps(30, me, deps)).toEqual([]);
});

function ownerOf(source: string, person: string): SourceOwner {
  return { source, person, setBy: "cli", setAt: 1, timeZone: "UTC", doneUntil: 1 };
}
