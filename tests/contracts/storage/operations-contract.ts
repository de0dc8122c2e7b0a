import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/storage/storage.ts";

/** Audit log, leases, model usage, backup. */
export function operationsContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("audit log", () => {
    it("chains its entries, whatever the order of keys, also under concurrent writers", async () => {
      expect(await storage.audit.verify()).toBeUndefined();
      await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          storage.audit.append({
            at: n,
            actor: "ann",
            action: "sources.add",
            detail: { name: `s${n}`, kind: "files", ...(n % 2 ? { a: [{ c: 1, b: 2 }] } : {}) },
          }),
        ),
      );
      expect(await storage.audit.verify()).toBeUndefined();
      const [newest, before] = await storage.audit.list(2);
      expect(newest).toMatchObject({ id: 40, actor: "ann", action: "sources.add" });
      expect(newest?.previousHash).toBe(before?.hash);
      const ids = (await storage.audit.list(100)).map(({ id }) => id);
      expect(ids).toEqual(Array.from({ length: 40 }, (_, n) => 40 - n));
    });
  });

  describe("leases", () => {
    it("has one holder until it is released or runs out", async () => {
      const { leases } = storage;
      const tries = ["a", "b", "c"].map((owner) => leases.acquire("sync", owner, 100, 1_000));
      expect(await Promise.all(tries)).toEqual([true, false, false]);
      expect(await leases.holder("sync", 1_099)).toBe("a");
      expect(await leases.acquire("sync", "a", 100, 1_050)).toBe(true);
      expect(await leases.acquire("sync", "b", 100, 1_149)).toBe(false);
      expect(await leases.acquire("other", "b", 100, 1_149)).toBe(true);
      expect(await leases.holder("sync", 1_150)).toBeUndefined();
      expect(await leases.acquire("sync", "b", 100, 1_150)).toBe(true);
      await leases.release("sync", "a");
      expect(await leases.holder("sync", 1_160)).toBe("b");
      await leases.release("sync", "b");
      expect(await leases.holder("sync", 1_160)).toBeUndefined();
    });
  });

  describe("model usage", () => {
    const used = (day: string, model: string, inputTokens: number, outputTokens: number) =>
      storage.modelUsage.add({ day, model, calls: 1, inputTokens, outputTokens });

    it("sums by day and model", async () => {
      await used("2026-03-02", "openai/b", 1_000, 10);
      await used("2026-03-01", "openai/a", 5, 1);
      await used("2026-03-02", "openai/a", 7, 0);
      await used("2026-03-02", "openai/b", 3_000_000_000, 20);
      await used("2026-02-28", "openai/a", 9, 9);
      const b = { calls: 2, inputTokens: 3_000_001_000, outputTokens: 30 };
      expect(await storage.modelUsage.list("2026-03-01")).toStrictEqual([
        { day: "2026-03-01", model: "openai/a", calls: 1, inputTokens: 5, outputTokens: 1 },
        { day: "2026-03-02", model: "openai/a", calls: 1, inputTokens: 7, outputTokens: 0 },
        { day: "2026-03-02", model: "openai/b", ...b },
      ]);
      expect(await storage.modelUsage.total("2026-03-02")).toStrictEqual({
        calls: 3,
        inputTokens: 3_000_001_007,
        outputTokens: 30,
      });
    });

    it("is nothing on a day without calls", async () => {
      await used("2026-03-01", "openai/a", 5, 1);
      const nothing = { calls: 0, inputTokens: 0, outputTokens: 0 };
      expect(await storage.modelUsage.total("2026-03-02")).toStrictEqual(nothing);
      expect(await storage.modelUsage.list("2026-03-02")).toEqual([]);
    });

    it("loses nothing of what is added at the same time", async () => {
      await Promise.all(Array.from({ length: 60 }, (_, n) => used("2026-03-01", "m", n, 1)));
      expect(await storage.modelUsage.total("2026-03-01")).toStrictEqual({
        calls: 60,
        inputTokens: 1_770,
        outputTokens: 60,
      });
    });
  });

  describe("backup", () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "footnote-backup-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("never writes over a file", async () => {
      const file = join(folder, "backup.db");
      await storage.backup(file);
      await expect(storage.backup(file)).rejects.toThrow(/backup\.db exists already/);
    });
  });
}
