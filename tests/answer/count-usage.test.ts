import { expect, test } from "vitest";
import { costUsd, createUsageCounter } from "../../src/answer/count-usage.ts";

test("the calls of one answer are summed and priced", () => {
  const counter = createUsageCounter({ inputPerMillion: 0.25, outputPerMillion: 2 });
  expect(counter.total()).toBeUndefined();
  counter.add({ inputTokens: 3_000, outputTokens: 100 });
  counter.add({ inputTokens: 1, outputTokens: 0 });
  expect(counter.total()).toEqual({
    calls: 2,
    inputTokens: 3_001,
    outputTokens: 100,
    costUsd: 0.00095025,
  });
});

test("a call that used nothing is a call all the same", () => {
  const counter = createUsageCounter({});
  counter.add({ inputTokens: 0, outputTokens: 0 });
  expect(counter.total()).toEqual({ calls: 1, inputTokens: 0, outputTokens: 0, costUsd: null });
});

test("a cost is whole, free or unknown, and never half", () => {
  const usage = { inputTokens: 1_000_000, outputTokens: 500_000 };
  expect(costUsd(usage, { inputPerMillion: 0.1, outputPerMillion: 0.4 })).toBe(0.3);
  expect(costUsd(usage, { inputPerMillion: 0, outputPerMillion: 0 })).toBe(0);
  expect(costUsd(usage, { inputPerMillion: 1 })).toBeNull();
  expect(costUsd(usage, { inputPerMillion: undefined, outputPerMillion: 1 })).toBeNull();
});
