import { join } from "node:path";
import { expect, test } from "vitest";
import { createMembershipReader } from "../../../src/access/groups/create-membership-reader.ts";
import { createExpandAudience } from "../../../src/access/groups/expand-audience.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ANA = "user:ana@acme.com";
const PAY = "google-group:pay@acme.com";
const said = (members: string[]) => ({
  ...{ type: "said" as const, principal: PAY, members, unknownMembers: 0 },
});

test("what another process changes counts at the next question, and age by the clock", async () => {
  const file = join(temporaryFolder("state"), "state.sqlite");
  const storage = await temporaryStorage(file);
  const other = await openStorage({ file });
  const clock = { now: 1_000 };
  const reader = createMembershipReader({ storage, maxAgeMs: 100, now: () => clock.now });
  const expand = createExpandAudience(reader);
  expect(await expand([[ANA], []])).toEqual([[ANA], []]);
  await other.groups.note("drive", [said([ANA])], 1_000);
  expect(await expand([[ANA]])).toEqual([[ANA, PAY]]);
  await other.groups.note("drive", [said([])], 1_010);
  expect(await expand([[ANA]])).toEqual([[ANA]]);
  await other.groups.note("drive", [said([ANA])], 1_020);
  clock.now = 1_119;
  expect(await expand([[ANA]])).toEqual([[ANA, PAY]]);
  clock.now = 1_120;
  expect(await expand([[ANA]])).toEqual([[ANA]]);
  await other.close();
});

test("nothing is read again while nothing changed", async () => {
  const storage = await temporaryStorage();
  await storage.groups.note("drive", [said([ANA])], 1_000);
  let lists = 0;
  const groups = {
    ...storage.groups,
    list: () => {
      lists += 1;
      return storage.groups.list();
    },
  };
  const reader = createMembershipReader({
    ...{ storage: { groups }, maxAgeMs: 100, now: () => 1_000 },
  });
  const expand = createExpandAudience(reader);
  for (let turn = 0; turn < 5; turn++) expect(await expand([[ANA]])).toEqual([[ANA, PAY]]);
  expect(lists).toBe(1);
});

test("a room of 10,000 people in 300 groups of 200 is expanded fast", async () => {
  const storage = await temporaryStorage();
  const user = (n: number) => `user:p${n}@acme.com`;
  const news = Array.from({ length: 300 }, (_, at) => ({
    ...said(Array.from({ length: 200 }, (_, n) => user((at * 37 + n * 53) % 10_000))),
    principal: `google-group:g${at}@acme.com`,
  }));
  await storage.groups.note("drive", news, 1_000);
  for (let at = 0; at < 30; at++) {
    const members = [`google-group:g${at}@acme.com`, `group:n${at + 1}`];
    await storage.groups.set({ principal: `group:n${at}`, members, setBy: "adam", at: 1 });
  }
  const reader = createMembershipReader({ storage, maxAgeMs: 1_000, now: () => 1_000 });
  const expand = createExpandAudience(reader);
  const room = Array.from({ length: 10_000 }, (_, n) => ["everyone", user(n), "domain:acme.com"]);
  const took: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const started = performance.now();
    await expand(room);
    took.push(performance.now() - started);
  }
  expect(Math.min(...took.slice(1))).toBeLessThan(250);
});
