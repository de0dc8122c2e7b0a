import { expect, test } from "vitest";
import { createMembershipReader } from "../../src/access/groups/create-membership-reader.ts";
import { createExpandAudience } from "../../src/access/groups/expand-audience.ts";
import { linkPeople, unlinkPeople } from "../../src/access/own/link-people.ts";
import { newRecord } from "../../src/conversation/accept-question.ts";
import { findPersonNames } from "../../src/privacy/find-person.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { temporaryStorage } from "../storage/temporary-storage.ts";

const [ANA, BOB] = ["ana@example.com", "bob@example.com"];

test("a link that an admin took back makes nobody else of whom is erased", async () => {
  const storage = await temporaryStorage();
  const deps = { storage, now: Date.now };
  await askAlone("UBOB", BOB, storage);
  await linkPeople(ANA, BOB, "cli", deps);
  await askAlone("UANA", ANA, storage);
  await unlinkPeople(ANA, BOB, "cli", deps);
  const find = (who: string) => findPersonNames(who, { storage, platforms: [] });
  const ana = { ids: ["slack:T1:UANA"], principals: [`user:${ANA}`] };
  const bob = { ids: ["slack:T1:UBOB"], principals: [`user:${BOB}`] };
  expect(await find(ANA)).toMatchObject(ana);
  expect(await find("slack:T1:UANA")).toMatchObject(ana);
  expect(await find(BOB)).toMatchObject(bob);
  // By the address alone: what is left of her list begins with his.
  await storage.privacy.erase({ ids: [], principals: ana.principals }, { id: "e1", at: 1 });
  expect(await find("slack:T1:UANA")).toMatchObject({ ids: ana.ids, principals: [] });
  expect(await find(BOB)).toMatchObject(bob);
  await storage.privacy.erase(ana, { id: "e2", at: 1 });
  expect(await storage.answers.get("slack:T1:DUBOB:1.1")).toBeDefined();
  expect(await storage.answers.get("slack:T1:DUANA:1.1")).toBeUndefined();
});

async function askAlone(user: string, address: string, storage: Storage) {
  const [askedBy, roomId] = [`slack:T1:${user}`, `slack:T1:D${user}`];
  const answerId = `${roomId}:1.1`;
  const membership = createMembershipReader({ storage, maxAgeMs: 1e9, now: Date.now });
  const audience = await createExpandAudience(membership)([["everyone", `user:${address}`]]);
  const place = { askedBy, messageId: answerId, threadId: answerId };
  const record = newRecord({ ...place, surface: "slack", text: "What is it?", audience }, 1);
  await storage.rooms.replies.accept(record, {
    ...{ ...place, answerId, roomId, workspaceId: "slack:T1", roomKind: "direct" },
    ...{ onlyTo: undefined, context: [], contextBy: [], saidAt: 1, createdAt: 1, again: undefined },
  });
}
