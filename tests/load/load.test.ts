import { expect, test } from "vitest";
import { planLoad } from "./load-plan.ts";
import { runLoad } from "./run-load.ts";

// What a process uses is read where Linux keeps it.
const onLinux = test.skipIf(process.platform !== "linux");

onLinux(
  "asked at every door at once, each question is acknowledged and answered: a sample",
  async () => {
    const plan = planLoad({ ask: "10", answer: "5", seconds: "4", workspaces: "3" });
    const { steady, rush, baseline, throttled, complaints } = await runLoad(plan);
    for (const figures of [steady, rush]) {
      expect(figures.outcomes).toEqual({ answered: 20 });
      expect(figures.acknowledged).toBe(20);
      expect(figures.acknowledgeMs.all.p99).toBeLessThan(15_000);
      // What the model takes is not among it, and everything that has to be done is.
      expect(figures.ownMs.p50).toBeGreaterThan(0);
      expect(figures.keptToOutcomeMs.p50).toBeGreaterThanOrEqual(figures.ownMs.p50);
      expect(figures.cpuMsPerQuestion).toBeGreaterThan(baseline.rush.cpuMsPerQuestion);
    }
    expect([throttled, complaints]).toEqual([{ slack: 0, teams: 0 }, []]);
  },
  240_000,
);

test("a plan is bounded, and says what it does not take", () => {
  expect(() => planLoad({ ask: "0" })).toThrow("--ask 0 is no whole number from 1 to 1000.");
  expect(() => planLoad({ seconds: "3600" })).toThrow("20000 are the most");
  expect(planLoad({}).rush).toEqual({ perSecond: 50, questions: 750 });
});
