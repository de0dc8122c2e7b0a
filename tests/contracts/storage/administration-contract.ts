import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/storage/storage.ts";

/** Added admins, commands given in chats, and how far syncs are. */
export function administrationContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("administration", () => {
    it("keeps admins once each, by workspace, and loses them with it", async () => {
      const { admins } = storage.administration;
      const add = (person: string, addedAt: number) =>
        admins.add({ person, addedBy: "slack:T1:U9", addedAt });
      expect(await add("slack:T1:U2", 2)).toBe(true);
      expect(await add("slack:T1:U1", 1)).toBe(true);
      expect(await add("slack:T12:U1", 3)).toBe(true);
      expect(await add("slack:T1:U1", 4)).toBe(false);
      expect((await admins.list("slack:T1")).map(({ person }) => person)).toEqual([
        "slack:T1:U1",
        "slack:T1:U2",
      ]);
      expect(await admins.get("slack:T1:U1")).toEqual({
        ...{ person: "slack:T1:U1", addedBy: "slack:T1:U9", addedAt: 1 },
      });
      expect(await admins.remove("slack:T1:U2")).toBe(true);
      expect(await admins.remove("slack:T1:U2")).toBe(false);
      await storage.rooms.removeWorkspace("slack:T1", 5);
      expect((await admins.list()).map(({ person }) => person)).toEqual(["slack:T12:U1"]);
    });

    it("keeps the first answer of a command until it was shown", async () => {
      const { commands } = storage.administration;
      await commands.keep("c1", { parts: ["a"] }, 5);
      await commands.keep("c1", { parts: ["b"] }, 6);
      await commands.saveState("c1", "D1 1.2");
      const given = { givenAt: 5, state: "D1 1.2" };
      expect(await commands.get("c1")).toEqual({ ...given, reply: { parts: ["a"] } });
      await commands.settle("c1", 7);
      expect(await commands.get("c1")).toEqual({ ...given, reply: undefined, settledAt: 7 });
      await commands.prune(5);
      expect(await commands.get("c1")).toBeDefined();
      await commands.prune(6);
      expect(await commands.get("c1")).toBeUndefined();
    });

    it("keeps the last progress of a source, and loses it with the source", async () => {
      const { syncProgress } = storage.administration;
      const record = { name: "wiki", kind: "files", settings: {}, audience: undefined };
      const unset = {
        ...{ schedule: undefined, cursor: undefined, lastSyncStartedAt: undefined },
        ...{ lastSyncFinishedAt: undefined, lastSyncCounts: undefined, lastSyncError: undefined },
        ...{ lastSyncProgressAt: undefined, inStepAt: undefined, lag: undefined, heldRemovals: 0 },
      };
      await storage.sources.add({
        ...record,
        ...unset,
        paused: false,
        sample: false,
        createdAt: 1,
      });
      await syncProgress.note("wiki", { done: 1, total: 9, notedAt: 2 });
      await syncProgress.note("wiki", { done: 5, total: undefined, notedAt: 3 });
      expect(await syncProgress.get("wiki")).toEqual({ done: 5, total: undefined, notedAt: 3 });
      await storage.sources.remove("wiki");
      expect(await syncProgress.get("wiki")).toBeUndefined();
    });
  });
}
