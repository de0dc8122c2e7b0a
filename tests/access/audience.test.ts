import { expect, test } from "vitest";
import { allowedAccessIds, EVERYONE } from "../../src/access/audience.ts";

const LISTS = [
  { id: 1, principals: ["everyone"] },
  { id: 2, principals: ["group:finance", "user:cfo@example.com"] },
  { id: 3, principals: ["public"] },
  { id: 4, principals: [] },
  { id: 5, principals: ["everyone", "group:guests"] },
];

test.each([
  ["a full member reads what everyone may, and what is public", EVERYONE, [1, 3, 5]],
  ["any one principal of a person is enough", [["group:finance", "group:it"]], [2, 3]],
  ["somebody who holds nothing still reads what is public", [[]], [3]],
  ["`public` alone opens nothing else", [["public"]], [3]],
  [
    "each person must hold one, so a guest narrows a channel",
    [["everyone"], ["group:guests"]],
    [3, 5],
  ],
  [
    "different principals may open the same list",
    [["group:finance"], ["user:cfo@example.com"]],
    [2, 3],
  ],
  [
    "members with equal principals are no further restriction",
    [["everyone"], ["everyone"]],
    [1, 3, 5],
  ],
  ["nobody reads nothing, not even what is public", [], []],
  ["a principal is not matched in part", [["group:fin"], ["every"]], [3]],
])("%s", (_, audience, allowed) => {
  expect(allowedAccessIds(audience, LISTS)).toEqual(allowed);
});
