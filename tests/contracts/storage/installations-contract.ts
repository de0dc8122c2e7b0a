import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InstallationRecord, Storage } from "../../../src/storage/storage.ts";

function installation(
  workspaceId: string,
  change: Partial<InstallationRecord> = {},
): InstallationRecord {
  return {
    ...{ workspaceId, name: "Lakeside", botUserId: "U1", botId: "B1", sealedToken: "v1.sealed" },
    ...{ scopes: ["chat:write"], installedBy: `${workspaceId}:U2`, installedAt: 5 },
    ...change,
  };
}

/** Workspaces that a bot was installed into, and installations under way. */
export function installationsContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("installations", () => {
    it("keeps one a workspace, the last", async () => {
      const { installations } = storage;
      const second = installation("slack:T2", { installedAt: 4 });
      await installations.save(installation("slack:T1"));
      await installations.save(second);
      await installations.save(installation("slack:T1", { sealedToken: "v1.new", scopes: [] }));
      expect(await installations.get("slack:T3")).toBeUndefined();
      expect(await installations.list()).toStrictEqual([
        second,
        installation("slack:T1", { sealedToken: "v1.new", scopes: [] }),
      ]);
    });

    it("goes with its workspace, unless it came afterwards", async () => {
      const { installations, rooms } = storage;
      await installations.save(installation("slack:T1"));
      await installations.save(installation("slack:T12"));
      await rooms.removeWorkspace("slack:T1", 4);
      expect(await installations.get("slack:T1")).toBeDefined();
      await rooms.removeWorkspace("slack:T1", 5);
      expect((await installations.list()).map(({ workspaceId }) => workspaceId)).toEqual([
        "slack:T12",
      ]);
    });

    it("takes a state once, from the browser that began it, before it expires", async () => {
      const { states } = storage.installations;
      const begin = (stateHash: string, now: number, most = 3) =>
        states.begin({ stateHash, browserHash: "b", expiresAt: now + 10 }, { now, most });
      expect(await begin("s1", 0)).toBe(true);
      expect(await states.take("s1", "another", 1)).toBe(false);
      expect(await states.take("s1", "b", 1)).toBe(true);
      expect(await begin("s2", 0)).toBe(true);
      const taken = await Promise.all([states.take("s2", "b", 1), states.take("s2", "b", 1)]);
      expect(taken.toSorted()).toEqual([false, true]);
      expect(await begin("s3", 0)).toBe(true);
      expect(await states.take("s3", "b", 10)).toBe(false);
      expect([await begin("s4", 0, 1), await begin("s5", 1, 1)]).toEqual([true, false]);
      expect(await begin("s6", 10, 1)).toBe(true);
    });
  });
}
