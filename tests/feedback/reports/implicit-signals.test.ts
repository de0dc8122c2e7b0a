import { expect, test } from "vitest";
import { readImplicitSignals } from "../../../src/feedback/reports/implicit-signals.ts";
import { DAY_MS, NOW, openReportsWorld } from "./reports-world.ts";

const MINUTE = 1 / 1_440;
const LEAVE = "How many days of annual leave do I get?";
const LEAVE_AGAIN = "How many days of annual leave do we get?";

test("asked again is the same person, nearly the same words, within ten minutes", async () => {
  const { ask, storage } = await openReportsWorld();
  const at = (minutesAgo: number) => ({ daysAgo: 1 + minutesAgo * MINUTE });
  await ask("ann", LEAVE, at(30));
  await ask("ann", LEAVE_AGAIN, at(21));
  // Later than ten minutes, something else, somebody else, and the button that asks alone.
  await ask("ann", LEAVE, at(10));
  await ask("ann", "Where is the parking lot?", at(9));
  await ask("ben", LEAVE, at(9));
  await ask("ann", LEAVE, { ...at(8), again: "private" });
  // Everybody is one person on the command line.
  await ask("cli", LEAVE, { ...at(5), in: "cli" });
  await ask("cli", LEAVE, { ...at(4), in: "cli" });
  expect(await readImplicitSignals(NOW - 2 * DAY_MS, { storage })).toEqual({
    askedAgain: 1,
    escalated: 0,
    sourcesOpened: null,
  });
  // The first time may lie before the period.
  const since = NOW - DAY_MS - 25 * 60_000;
  expect((await readImplicitSignals(since, { storage })).askedAgain).toBe(1);
  expect((await readImplicitSignals(NOW - DAY_MS, { storage })).askedAgain).toBe(0);
});

test("who called an expert is counted, and goes with the question", async () => {
  const { ask, storage } = await openReportsWorld();
  const id = await ask("ann", LEAVE);
  await storage.rooms.experts.ask({ answerId: id, threadId: id, askedBy: "ann", expert: "ben" }, 1);
  const since = NOW - 2 * DAY_MS;
  expect(await readImplicitSignals(since, { storage })).toMatchObject({
    askedAgain: 0,
    escalated: 1,
  });
  await storage.rooms.replies.remove(id);
  expect(await readImplicitSignals(since, { storage })).toMatchObject({
    askedAgain: 0,
    escalated: 0,
  });
});

test("opened sources count where the page tells of them", async () => {
  const { ask, storage } = await openReportsWorld();
  const since = NOW - 2 * DAY_MS;
  await ask("ann", LEAVE, { in: "open", outcome: "answered" });
  expect((await readImplicitSignals(since, { storage })).sourcesOpened).toBeNull();
  const id = await ask("ann", LEAVE, { in: "web", outcome: "answered" });
  await ask("ben", LEAVE, { in: "web", outcome: "answered" });
  await ask("ben", LEAVE, { in: "web", outcome: "not-found" });
  for (const citation of [1, 2]) {
    await storage.feedback.opened({ answerId: id, citation, by: "ann", at: NOW });
  }
  const { sourcesOpened } = await readImplicitSignals(since, { storage });
  expect(sourcesOpened).toEqual({ answers: 1, of: 2 });
});
