import { expect, test } from "vitest";
import { reportFeedback } from "../../../src/feedback/reports/feedback-report.ts";
import { DAY_MS, NOW, openReportsWorld } from "./reports-world.ts";

test("votes are counted by period, with reasons, those on citations by themselves", async () => {
  const { ask, vote, deps } = await openReportsWorld();
  const id = await ask("ann", "How many days?", { outcome: "answered" });
  await vote(id, "up");
  await vote(id, "down", { reason: "wrong", correction: "29", votedAt: NOW - 8 * DAY_MS });
  await vote(id, "down", { reason: "wrong", votedAt: NOW - 9 * DAY_MS });
  await vote(id, "down", { votedAt: NOW - 40 * DAY_MS });
  await vote(id, "down", { citation: 1, reason: "wrong-source" });
  const report = await reportFeedback(30, deps);
  expect(report.total).toEqual({ up: 1, down: 2, reasons: { wrong: 2 } });
  expect(report.citations).toEqual({ up: 0, down: 1 });
  expect(report.periods).toHaveLength(5);
  expect(report.periods.slice(0, 2)).toEqual([
    { from: "2026-11-15", to: "2026-11-21", up: 1, down: 0, reasons: {} },
    { from: "2026-11-08", to: "2026-11-14", up: 0, down: 2, reasons: { wrong: 2 } },
  ]);
  expect(report.periods.at(-1)).toMatchObject({ from: "2026-10-23", to: "2026-10-24" });
  expect(report.disliked).toEqual([
    {
      ...{ answerId: id, question: "How many days?", reason: "wrong", correction: "29" },
      correctedByMember: true,
      at: new Date(NOW - 8 * DAY_MS).toISOString(),
    },
    expect.objectContaining({ correction: undefined }),
  ]);
  expect((await reportFeedback(2, deps)).periods.map(({ from, to }) => [from, to])).toEqual([
    ["2026-11-21", "2026-11-21"],
    ["2026-11-20", "2026-11-20"],
  ]);
});

test("a vote taken back is gone, and a private question is not told", async () => {
  const { ask, vote, deps, storage } = await openReportsWorld();
  const open = await ask("ann", "Open?");
  await vote(open, "down", { voter: "ann" });
  await storage.feedback.withdraw(open, "ann", 0, NOW);
  const direct = await ask("ann", "Am I being fired?", { in: "direct" });
  await vote(direct, "down", { reason: "other", correction: "Ask Ann, who is fired." });
  const report = await reportFeedback(30, deps);
  expect(report.total.down).toBe(1);
  expect(report.disliked).toMatchObject([
    { answerId: direct, question: undefined, reason: "other", correction: undefined },
  ]);
  expect(JSON.stringify(report)).not.toMatch(/fired|ann/);
});
