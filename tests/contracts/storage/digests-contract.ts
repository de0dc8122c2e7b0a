import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DigestRecord } from "../../../src/storage/ports/administration-storage.ts";
import type { SourceOwner } from "../../../src/storage/ports/owner-storage.ts";
import type { Storage } from "../../../src/storage/storage.ts";
import { sourceRecord } from "../../sync/sync-world.ts";

function digest(workspaceId: string, change: Partial<DigestRecord> = {}): DigestRecord {
  return {
    ...{ workspaceId, roomId: `${workspaceId}:C1`, setBy: `${workspaceId}:U1`, setAt: 5 },
    ...{ schedule: "0 9 * * 1", timeZone: "Europe/Berlin", doneUntil: 5 },
    ...change,
  };
}

/** Weekly digests as admins set them. */
export function digestsContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("digests", () => {
    it("keeps one a workspace, the last, and loses it with the workspace", async () => {
      const { digests } = storage.administration;
      await digests.set(digest("slack:T2"));
      await digests.set(digest("slack:T1"));
      await digests.set(digest("slack:T1", { roomId: undefined, setAt: 6 }));
      const kept = digest("slack:T1", { roomId: undefined, setAt: 6 });
      expect(await digests.get("slack:T1")).toStrictEqual(kept);
      expect(await digests.get("slack:T3")).toBeUndefined();
      expect(await digests.list()).toStrictEqual([kept, digest("slack:T2")]);
      await storage.rooms.removeWorkspace("slack:T1", 9);
      expect(await digests.list()).toStrictEqual([digest("slack:T2")]);
    });

    it("finishes and removes only what was meant", async () => {
      const { digests } = storage.administration;
      await digests.set(digest("slack:T1"));
      const old = { workspaceId: "slack:T1", setAt: 4 };
      expect([await digests.finish(old, 7), await digests.remove(old)]).toEqual([false, false]);
      expect(await digests.finish(digest("slack:T1"), 7)).toBe(true);
      expect(await digests.get("slack:T1")).toStrictEqual(digest("slack:T1", { doneUntil: 7 }));
      expect(await digests.remove(digest("slack:T1"))).toBe(true);
      expect(await digests.remove(digest("slack:T1"))).toBe(false);
    });

    it("keeps an owner a source, who goes with the source and with the workspace", async () => {
      const { owners } = storage.administration;
      const owner = (source: string, person: string): SourceOwner => ({
        ...{ source, person, setBy: "cli", setAt: 5, timeZone: "UTC", doneUntil: 5 },
      });
      for (const name of ["wiki", "hr", "it"]) await storage.sources.add(sourceRecord(name));
      expect(await owners.set(owner("gone", "slack:T1:U1"))).toBe(false);
      expect(await owners.set(owner("wiki", "slack:T1:U2"))).toBe(true);
      for (const source of ["wiki", "hr"]) await owners.set(owner(source, "slack:T1:U1"));
      await owners.set(owner("it", "slack:T10:U1"));
      await owners.finish("slack:T1:U1", 9);
      await owners.finish("slack:T1:U1", 7);
      const done = (source: string) => ({ ...owner(source, "slack:T1:U1"), doneUntil: 9 });
      const it = owner("it", "slack:T10:U1");
      expect(await owners.list()).toStrictEqual([done("hr"), it, done("wiki")]);
      await owners.set(owner("hr", "user:ann@example.com"));
      await owners.identify("user:ann@example.com", {
        person: "slack:T1:U3",
        timeZone: "Asia/Tokyo",
      });
      expect(await owners.get("hr")).toStrictEqual({
        ...{ ...owner("hr", "slack:T1:U3"), timeZone: "Asia/Tokyo" },
      });
      expect(await owners.get("wiki")).toStrictEqual(done("wiki"));
      expect([await owners.remove("hr"), await owners.remove("hr")]).toEqual([true, false]);
      await storage.rooms.removeWorkspace("slack:T1", 10);
      expect(await owners.list()).toStrictEqual([it]);
      await storage.sources.remove("it");
      expect(await owners.list()).toEqual([]);
    });

    it("counts how questions ended, but not those that were taken back or asked again", async () => {
      const ask = async (id: string, askedAt: number, outcome?: "answered" | "not-found") => {
        const audience = [["everyone"]];
        const record = { id, threadId: "t", surface: "slack", askedBy: "u", askedAt, audience };
        const none = { outcome: undefined, finishedAt: undefined, answer: undefined };
        const rest = { evidence: undefined, promptVersion: undefined, retrievalVersion: undefined };
        await storage.answers.create({ ...record, question: id, ...none, ...rest });
        if (outcome === undefined) return;
        const result = { answer: {}, evidence: {}, promptVersion: "1" };
        await storage.answers.finish(id, { outcome, finishedAt: askedAt, ...result });
      };
      await ask("before", 9, "answered");
      await ask("a", 10, "answered");
      await ask("b", 11, "not-found");
      await ask("c", 12, "answered");
      await ask("open", 13);
      await ask("after", 20, "answered");
      expect(await storage.reports.outcomes(10, 20)).toEqual({ answered: 2, "not-found": 1 });
      expect(await storage.reports.outcomes(30, 40)).toEqual({});
    });
  });
}
