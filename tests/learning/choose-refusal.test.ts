import { expect, it } from "vitest";
import { chooseRefusal } from "../../src/learning/tuning/choose-refusal.ts";

const USUAL = 0.45;
const times = <T>(count: number, value: T): T[] => Array(count).fill(value);

it("answers more where right answers lie just below the threshold, and nothing else does", () => {
  const shy = [
    ...times(20, { right: 0.41, without: 0.2 }),
    ...times(20, { right: 0.8, without: 0.1 }),
  ];
  expect(chooseRefusal(shy, USUAL)).toBe(0.4);
});

it("refuses more where what nothing answers lies just above it", () => {
  const bold = times(40, { right: 0.9, without: 0.52 });
  expect(chooseRefusal(bold, USUAL)).toBe(0.55);
});

it("stays where it is when a change helps as much as it harms, or helps too few to tell", () => {
  const even = times(20, { right: 0.42, without: 0.42 });
  expect(chooseRefusal(even, USUAL)).toBeUndefined();
  const wrong = times(20, { right: undefined, without: undefined });
  expect(chooseRefusal(wrong, USUAL)).toBeUndefined();
  const one = [{ right: 0.44, without: 0.1 }, ...times(20, { right: 0.9, without: 0.1 })];
  expect(chooseRefusal(one, USUAL)).toBeUndefined();
  expect(chooseRefusal([], USUAL)).toBeUndefined();
});
