import { expect, test } from "vitest";
import { ask } from "../ask.ts";

const LEAVE = "How many days of annual leave does everybody have?";
const MEMBER = ["everyone"];
const OF_THE_PAGE = /\b27\b|Annual leave|leave\.md/;

/** Who may read the page: as it is when the search begins, and right before the answer is written. */
function changingLists(later: string) {
  let reads = 0;
  return async () => {
    reads += 1;
    return [{ id: 1, principals: [reads === 1 ? "everyone" : later] }];
  };
}

test("what was found is used while it may be read", async () => {
  const { answer } = await ask(LEAVE, { accessLists: changingLists("everyone") }, MEMBER);
  expect(answer).toMatchObject({ outcome: "answered", citations: [{ documentId: "leave.md" }] });
});

test("a right that is taken between search and answer is gone from all of it", async () => {
  const { answer, shown } = await ask(LEAVE, { accessLists: changingLists("group:x") }, MEMBER);
  expect(answer).toMatchObject({ outcome: "not-found", nearest: [] });
  expect(JSON.stringify([answer, shown])).not.toMatch(OF_THE_PAGE);
});

test("somebody who comes between search and answer is counted", async () => {
  const readAudience = async () => [MEMBER, ["user:gus@elsewhere.example"]];
  const { answer, shown } = await ask(LEAVE, {}, MEMBER, { readAudience });
  expect(answer).toMatchObject({ outcome: "not-found", nearest: [] });
  expect(JSON.stringify([answer, shown])).not.toMatch(OF_THE_PAGE);
});

test("where nobody is known to see it, nothing is read", async () => {
  const { answer } = await ask(LEAVE, {}, MEMBER, { readAudience: async () => [] });
  expect(answer).toMatchObject({ outcome: "not-found", nearest: [] });
});
