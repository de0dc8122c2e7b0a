import { expect, test } from "vitest";
import { bootstrapInterval } from "../../src/evaluation/bootstrap.ts";

/** `groups` articles of `size` questions each; every other article succeeds as a whole. */
function articles(groups: number, size: number) {
  return Array.from({ length: groups * size }, (_, at) => {
    const group = Math.floor(at / size);
    return { group: `article-${group}`, value: group % 2 };
  });
}

test("the same data give the same interval, around the mean", () => {
  const [low, high] = bootstrapInterval(articles(40, 1));
  expect(bootstrapInterval(articles(40, 1))).toEqual([low, high]);
  expect(low).toBeLessThan(0.5);
  expect(high).toBeGreaterThan(0.5);
  // About ± 1.96 · .5 / √40 = .155.
  expect((high - low) / 2).toBeGreaterThan(0.12);
  expect((high - low) / 2).toBeLessThan(0.19);
});

test("ten questions about one article count as one article, not as ten", () => {
  expect(bootstrapInterval(articles(40, 10))).toEqual(bootstrapInterval(articles(40, 1)));
  const alone = articles(40, 10).map((one, at) => ({ ...one, group: `question-${at}` }));
  const [low, high] = bootstrapInterval(alone);
  expect((high - low) / 2).toBeLessThan(0.07);
});

test("without spread or without data there is no width", () => {
  expect(bootstrapInterval([])).toEqual([0, 0]);
  expect(bootstrapInterval([{ group: "a", value: 1 }])).toEqual([1, 1]);
});
