import { expect, test } from "vitest";
import type { PassageFigures } from "./measure-passages.ts";
import {
  answersPerProcess,
  type Company,
  type Prices,
  passagesWithin,
  planSize,
} from "./plan-size.ts";

const LOAD = { steady: { mainMsPerQuestion: 30, cpuMsPerQuestion: 60 } } as Parameters<
  typeof answersPerProcess
>[0];
const PASSAGE = {
  ...{ postgresBytes: 5_000, pineconeDenseBytes: 2_000, pineconeSparseBytes: 1_000 },
} as PassageFigures;
const COMPANY: Company = {
  ...{ employees: 36_000, passages: 10_000_000, questionsPerEmployeeAndDay: 2 },
  ...{ workdaysPerMonth: 20, busiestHour: 0.25, tokensIn: 3_000, tokensOut: 500 },
};
const PRICES: Prices = {
  ...{ vcpuHour: 0.1, gbHour: 0.01, databaseGbMonth: 0.1 },
  ...{ pineconeGbMonth: 0.5, pineconeMillionReads: 10, pineconeMillionWrites: 4 },
  ...{ millionTokensIn: 1, millionTokensOut: 2 },
};

test("a company's needs, reckoned by hand", () => {
  // 60 % of a second at 30 ms each.
  expect(answersPerProcess(LOAD)).toBe(20);
  const plan = planSize(COMPANY, LOAD, PASSAGE, PRICES);
  expect(plan).toMatchObject({
    questionsPerMonth: 1_440_000,
    // 72,000 a day, a quarter of them in one hour.
    peakPerSecond: 5,
    processes: 2,
    postgresGb: 50,
    pineconeGb: 30,
    readsPerQuestion: 30,
    // The larger index has 20 GB.
    pineconeSearchesPerSecond: 100,
    tokensPerMinute: 1_050_000,
    usdToFill: 120,
  });
  // Two processes of a core and a GB; two cores, 8 GB and 50 GB of disk; 15 for disk, 43.2 million reads.
  expect(plan.usdPerMonth.processes).toBeCloseTo(730 * 0.22);
  expect(plan.usdPerMonth.postgres).toBeCloseTo(730 * 0.28 + 5);
  expect(plan.usdPerMonth.pinecone).toBeCloseTo(15 + 432);
  expect(plan.usdPerMonth.model).toBeCloseTo(1_440_000 * 0.004);
});

test("more questions than two processes bear take more of them", () => {
  const busy = { ...COMPANY, questionsPerEmployeeAndDay: 20 };
  expect(planSize(busy, LOAD, PASSAGE, PRICES)).toMatchObject({ peakPerSecond: 50, processes: 3 });
});

test("a small index costs the least that is charged, and growth is told by two sizes", () => {
  const small = planSize({ ...COMPANY, passages: 1_000 }, LOAD, PASSAGE, PRICES);
  expect(small.readsPerQuestion).toBe(0.5);
  expect(passagesWithin(300, [10_000, 40_000], [20, 50])).toBe(290_000);
  expect(passagesWithin(300, [10_000, 40_000], [50, 50])).toBe(Number.POSITIVE_INFINITY);
});
