import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenStorage, openStorage } from "../../src/storage/open-storage.ts";
import type { TeamsStorage } from "../../src/storage/ports/teams-storage.ts";
import { createSaidSentences } from "../../src/storage/stores/teams/said-sentences.ts";

const ROOM = "teams:t1:19%3Aa@thread.v2";

let folder: string;
let storage: OpenStorage;
let said: TeamsStorage["said"];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "footnote-said-"));
  storage = await openStorage({ file: join(folder, "state.sqlite") });
  said = createSaidSentences(storage.database);
});
afterEach(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

test("a sentence may be tried so often, and is said once", async () => {
  expect(await said.claim("a", ROOM, 2)).toBe(0);
  expect(await said.claim("a", ROOM, 2)).toBe(1);
  expect(await said.claim("a", ROOM, 2)).toBeUndefined();
  await said.release("a");
  expect(await said.claim("a", ROOM, 2)).toBe(1);
  expect(await said.claim("b", ROOM, 2)).toBe(0);
  await said.note("b", "17");
  await said.release("b");
  expect(await said.claim("b", ROOM, 2)).toBeUndefined();
});

test("of several at once only one is the first", async () => {
  const claims = await Promise.all(Array.from({ length: 5 }, () => said.claim("a", ROOM, 2)));
  expect(claims.filter((one) => one === 0)).toHaveLength(1);
  expect(claims.filter((one) => one === undefined)).toHaveLength(3);
});

test("what was said is found by its key and forgotten, also with its workspace", async () => {
  const other = "teams:t12:19%3Ab@thread.v2";
  for (const [key, room] of [
    ["a", ROOM],
    ["b", ROOM],
    ["c", other],
  ] as const) {
    await said.claim(key, room, 2);
    await said.note(key, key === "b" ? undefined : "17");
  }
  expect(await said.find(["a", "b", "x"])).toEqual([
    { key: "a", roomId: ROOM, activityId: "17" },
    { key: "b", roomId: ROOM, activityId: undefined },
  ]);
  expect(await said.find([])).toEqual([]);
  await said.remove(["b"]);
  expect(await said.claim("b", ROOM, 2)).toBe(0);
  await storage.rooms.removeWorkspace("teams:t1", 5);
  expect((await said.find(["a", "b", "c"])).map(({ key }) => key)).toEqual(["c"]);
});
