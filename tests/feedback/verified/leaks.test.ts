import { expect, test } from "vitest";
import { readHistory } from "../../../src/conversation/read-history.ts";
import { pauseSource } from "../../../src/sources/pause-source.ts";
import { removeSource } from "../../../src/sources/remove-source.ts";
import {
  BONUS,
  FINANCE,
  LEAVE,
  MEMBER,
  openVerifiedWorld,
  QUESTION,
  TEXT,
} from "./verified-world.ts";

test("each one who sees it has to be among those it was written for", async () => {
  const { ask, verify, seesNothing } = await openVerifiedWorld();
  await verify({ audience: [["slack-channel:T1:C1"], ["user:ann@x.test", "everyone"]] });
  const inRoom = ["everyone", "slack-channel:T1:C1"];
  const ann = ["everyone", "user:ann@x.test"];
  expect((await ask(QUESTION, [inRoom])).text).toBe(TEXT);
  expect((await ask(QUESTION, [inRoom, ann])).text).toBe(TEXT);
  const guest = ["user:ann@x.test"];
  const otherRoom = ["everyone", "slack-channel:T1:C2"];
  for (const audience of [
    [guest],
    [otherRoom],
    MEMBER,
    [inRoom, otherRoom],
    [inRoom, []],
    [[]],
    [],
  ]) {
    await seesNothing(audience);
  }
});

test("each one who sees it has to be a reader of all its documents", async () => {
  const { ask, verify, seesNothing, sync } = await openVerifiedWorld();
  await verify({ documents: [LEAVE, BONUS] });
  expect((await ask(QUESTION, FINANCE)).citations.map((c) => c.documentId)).toEqual([
    "leave.md",
    "bonus.md",
  ]);
  await seesNothing(MEMBER);
  await seesNothing([...FINANCE, ...MEMBER]);
  // A permission that was taken away counts from the sync that saw it.
  await sync({ "_access.yaml": "bonus.md: [group:board]\n" });
  await seesNothing(FINANCE);
  expect((await ask(QUESTION, [["everyone", "group:board"]])).text).toBe(TEXT);
});

test("what is allowed to more people than it was written for stays with those", async () => {
  const { ask, verify, seesNothing, sync } = await openVerifiedWorld();
  await verify({ documents: [BONUS], audience: [["group:finance"]] });
  await sync({ "_access.yaml": "{}\n" });
  await seesNothing(MEMBER);
  expect((await ask(QUESTION, FINANCE)).text).toBe(TEXT);
});

test("a room that is limited to some sources gets what rests on those alone", async () => {
  const { ask, verify, seesNothing, app } = await openVerifiedWorld();
  const { id } = await verify({ documents: [LEAVE] });
  expect((await ask(QUESTION, MEMBER, { sources: ["handbook"] })).text).toBe(TEXT);
  await seesNothing(MEMBER, QUESTION, { sources: ["wiki"] });
  await seesNothing(MEMBER, QUESTION, { sources: [] });
  await app.storage.verified.remove(id);
  await verify({});
  expect((await ask(QUESTION, MEMBER)).text).toBe(TEXT);
  await seesNothing(MEMBER, QUESTION, { sources: ["handbook"] });
});

test("a paused source's answers stay as its documents do; a removed one's go at once", async () => {
  const { ask, verify, seesNothing, app } = await openVerifiedWorld();
  const { id } = await verify({ documents: [LEAVE] });
  await pauseSource("handbook", "test", app.administering);
  expect((await ask(QUESTION, MEMBER)).text).toBe(TEXT);
  await removeSource("handbook", "test", app.administering);
  await seesNothing(MEMBER);
  expect(await app.storage.verified.get(id)).toMatchObject({
    status: "expired",
    expiredBecause: "“Annual leave” (handbook) is no longer there.",
  });
});

test("a follow-up is told nothing of it that its audience may not see", async () => {
  const { ask, verify, app } = await openVerifiedWorld();
  const verified = await verify({ audience: [["group:finance"]] });
  const first = await ask(QUESTION, FINANCE);
  expect(first.text).toBe(TEXT);
  const record = await app.storage.answers.get(first.id);
  if (record === undefined) throw new Error("no record");
  const readAs = async (audience: string[][]) => {
    const followUp = { ...record, id: "follow-up", askedAt: record.askedAt + 1, audience };
    const turns = await readHistory(followUp, app.storage, app.answering.accessLists);
    return turns.map(({ role }) => role);
  };
  expect(await readAs(FINANCE)).toEqual(["user", "assistant"]);
  expect(await readAs(MEMBER)).toEqual(["user"]);
  await app.storage.verified.remove(verified.id);
  expect(await readAs(FINANCE)).toEqual(["user"]);
});
