import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/storage/storage.ts";

const HOUR_MS = 3_600_000;

/** What was done how often within a time. */
export function limitsContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("limits", () => {
    it("counts each name in its window, and anew in the next", async () => {
      const { limits } = storage;
      const at = 100 * HOUR_MS;
      expect(await limits.spend("ana", HOUR_MS, at)).toBe(1);
      expect(await limits.spend("ana", HOUR_MS, at + HOUR_MS - 1)).toBe(2);
      expect(await limits.spend("ben", HOUR_MS, at + 5)).toBe(1);
      expect(await limits.spend("ana", HOUR_MS, at + HOUR_MS)).toBe(1);
    });

    it("loses nothing where several count at once", async () => {
      const spending = Array.from({ length: 20 }, () => storage.limits.spend("x", HOUR_MS, 5));
      expect((await Promise.all(spending)).sort((a, b) => a - b).at(-1)).toBe(20);
    });
  });
}
