import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/storage/storage.ts";

const PAY = "google-group:pay@acme.com";
const ANA = "user:ana@acme.com";
const BEN = "user:ben@acme.com";

/** Who is in which group, and which addresses are one person's. */
export function groupsContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("groups", () => {
    it("keeps what each source said last, sorted and once", async () => {
      const { groups } = storage;
      await groups.note("drive", [said(PAY, [BEN, ANA, BEN], { name: "Pay", unknown: 2 })], 5);
      await groups.note("other", [said(PAY, [ANA])], 6);
      await groups.note("drive", [said("google-group:x@acme.com", [])], 7);
      const blank = { name: undefined, isGone: false, error: undefined, setBy: undefined };
      expect(await groups.list()).toStrictEqual([
        {
          ...{ ...blank, principal: PAY, source: "drive", name: "Pay" },
          ...{ members: [ANA, BEN], unknownMembers: 2, saidAt: 5 },
        },
        {
          ...{ ...blank, principal: PAY, source: "other" },
          ...{ members: [ANA], unknownMembers: 0, saidAt: 6 },
        },
        {
          ...{ ...blank, principal: "google-group:x@acme.com", source: "drive" },
          ...{ members: [], unknownMembers: 0, saidAt: 7 },
        },
      ]);
    });

    it("keeps members and their time through a failure, and forgets both with the group", async () => {
      const { groups } = storage;
      await groups.note("drive", [said(PAY, [ANA])], 5);
      await groups.note("drive", [{ type: "failed", principal: PAY, reason: "No access." }], 6);
      expect(await groups.list()).toMatchObject([
        { members: [ANA], saidAt: 5, error: "No access.", isGone: false },
      ]);
      await groups.note("drive", [{ type: "gone", principal: PAY }], 7);
      expect(await groups.list()).toMatchObject([
        { members: [], saidAt: 7, error: undefined, isGone: true },
      ]);
      await groups.note("drive", [said(PAY, [BEN])], 8);
      expect(await groups.list()).toMatchObject([{ members: [BEN], isGone: false, saidAt: 8 }]);
    });

    it("keeps a group that could never be read without a time", async () => {
      const { groups } = storage;
      await groups.note("drive", [{ type: "failed", principal: PAY, reason: "No access." }], 6);
      expect(await groups.list()).toMatchObject([
        { members: [], saidAt: undefined, error: "No access." },
      ]);
    });

    it("forgets what a source is no longer asked for, and nobody else's", async () => {
      const { groups } = storage;
      await groups.note("drive", [said(PAY, [ANA]), said("google-group:x@acme.com", [BEN])], 5);
      await groups.note("other", [said("google-group:x@acme.com", [BEN])], 5);
      await groups.keepOnly("drive", [PAY]);
      const kept = (await groups.list()).map(({ principal, source }) => [principal, source]);
      expect(kept).toEqual([
        [PAY, "drive"],
        ["google-group:x@acme.com", "other"],
      ]);
    });

    it("sets, replaces and removes an admin's group, and no source's", async () => {
      const { groups } = storage;
      const set = (members: string[], at: number) =>
        groups.set({ principal: "group:pay", members, setBy: "adam", at });
      await set([BEN, ANA], 1);
      await set([ANA], 2);
      await groups.note("drive", [said(PAY, [ANA])], 5);
      expect(await groups.list()).toMatchObject([
        { principal: PAY },
        { principal: "group:pay", source: undefined, members: [ANA], setBy: "adam", saidAt: 2 },
      ]);
      expect(await groups.remove(PAY)).toBe(false);
      expect(await groups.remove("group:pay")).toBe(true);
      expect(await groups.remove("group:pay")).toBe(false);
      expect(await groups.list()).toMatchObject([{ principal: PAY }]);
    });

    it("links two addresses once, whichever comes first", async () => {
      const { links } = storage.groups;
      const by = { linkedBy: "adam", linkedAt: 3 };
      expect(await links.add({ one: BEN, other: ANA, ...by })).toBe(true);
      expect(await links.add({ one: ANA, other: BEN, ...by })).toBe(false);
      expect(await links.list()).toStrictEqual([{ one: ANA, other: BEN, ...by }]);
      expect(await links.remove(BEN, ANA)).toBe(true);
      expect(await links.remove(BEN, ANA)).toBe(false);
      expect(await links.list()).toEqual([]);
    });

    it("has another version after each change, and the same one after none", async () => {
      const { groups } = storage;
      const { links } = groups;
      const versions = [await groups.version()];
      const link = { one: ANA, other: BEN, linkedBy: "adam", linkedAt: 3 };
      const changes: (() => Promise<unknown>)[] = [
        () => groups.note("drive", [said(PAY, [ANA])], 5),
        () => groups.set({ principal: "group:pay", members: [ANA], setBy: "adam", at: 2 }),
        () => links.add(link),
        () => links.remove(ANA, BEN),
        () => groups.remove("group:pay"),
        () => groups.keepOnly("drive", []),
      ];
      for (const change of changes) {
        await change();
        versions.push(await groups.version());
      }
      expect(new Set(versions).size).toBe(changes.length + 1);
      const last = versions.at(-1);
      await groups.keepOnly("drive", []);
      await groups.remove("group:pay");
      await links.remove(ANA, BEN);
      await groups.note("drive", [], 5);
      expect(await groups.version()).toBe(last);
    });

    it("remembers when a source was asked, for what, and how it ended", async () => {
      const { syncs } = storage.groups;
      await syncs.begin("drive", [PAY], 1);
      const begun = { source: "drive", startedAt: 1, wanted: [PAY] };
      const open = { finishedAt: undefined, error: undefined };
      expect(await syncs.list()).toStrictEqual([{ ...begun, ...open }]);
      await syncs.finish("drive", 2, "Away.");
      expect(await syncs.list()).toStrictEqual([{ ...begun, finishedAt: 2, error: "Away." }]);
      await syncs.begin("drive", [], 3);
      expect(await syncs.list()).toMatchObject([{ startedAt: 3, error: "Away.", wanted: [] }]);
      await syncs.finish("drive", 4, undefined);
      expect(await syncs.list()).toMatchObject([{ finishedAt: 4, error: undefined }]);
    });

    it("goes with its source", async () => {
      const { groups, sources } = storage;
      await groups.note("drive", [said(PAY, [ANA])], 5);
      await groups.note("other", [said(PAY, [ANA])], 5);
      await groups.syncs.begin("drive", [PAY], 1);
      const version = await groups.version();
      await sources.remove("drive");
      expect(await groups.list()).toMatchObject([{ source: "other" }]);
      expect(await groups.syncs.list()).toEqual([]);
      expect(await groups.version()).not.toBe(version);
    });
  });
}

function said(
  principal: string,
  members: string[],
  more: { name?: string; unknown?: number } = {},
) {
  const { name, unknown = 0 } = more;
  const named = name === undefined ? {} : { name };
  return { type: "said" as const, principal, ...named, members, unknownMembers: unknown };
}
