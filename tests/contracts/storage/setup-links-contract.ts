import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SetupLink } from "../../../src/storage/ports/setup-storage.ts";
import type { Storage } from "../../../src/storage/storage.ts";

function link(tokenHash: string, change: Partial<SetupLink> = {}) {
  return {
    tokenHash,
    requestKey: "modal:V1",
    person: "slack:T1:U1",
    workspaceId: "slack:T1",
    wish: { type: "secret" as const, source: "wiki" },
    createdAt: 1,
    expiresAt: 100,
    ...change,
  };
}

const ACCESS = { stateHash: "s1", browserHash: "b1", sealedVerifier: "v1" };

/** Links by which admins give secrets. */
export function setupLinksContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("setup links", () => {
    it("gives a link back as it was kept, until it expires", async () => {
      const { setupLinks } = storage;
      const wish = {
        ...{ type: "add" as const, name: "wiki", kind: "notion", settings: { comments: "all" } },
        ...{ audience: undefined, schedule: "0 3 * * *" },
      };
      await setupLinks.add(link("t1", { wish }));
      const kept = await setupLinks.get("t1", 99);
      expect(kept).toEqual({
        ...{ ...link("t1", { wish }), tries: 0, toldAt: undefined, access: undefined },
      });
      expect(await setupLinks.get("t1", 100)).toBeUndefined();
      expect(await setupLinks.get("t2", 1)).toBeUndefined();
      await setupLinks.prune(99);
      expect(await setupLinks.get("t1", 99)).toBeDefined();
      await setupLinks.prune(100);
      expect(await setupLinks.get("t1", 99)).toBeUndefined();
    });

    it("counts no more tries than there are, whoever comes at the same moment", async () => {
      const { setupLinks } = storage;
      await setupLinks.add(link("t1"));
      const tried = await Promise.all([1, 2, 3, 4].map(() => setupLinks.tryOnce("t1", 3, 5)));
      expect(tried.filter(Boolean)).toHaveLength(3);
      expect((await setupLinks.get("t1", 5))?.tries).toBe(3);
      expect(await setupLinks.tryOnce("t1", 10, 100)).toBe(false);
    });

    it("lets a visit end once, in its own browser and with its own state", async () => {
      const { setupLinks } = storage;
      await setupLinks.add(link("t1"));
      await setupLinks.leave("t1", { ...ACCESS, stateHash: "s0" });
      await setupLinks.leave("t1", ACCESS);
      expect(await setupLinks.comeBack("s0", "b1", 5)).toBeUndefined();
      expect(await setupLinks.comeBack("s1", "b2", 5)).toBeUndefined();
      expect(await setupLinks.comeBack("s1", "b1", 100)).toBeUndefined();
      const back = await Promise.all([1, 2].map(() => setupLinks.comeBack("s1", "b1", 5)));
      expect(back.filter((one) => one !== undefined)).toMatchObject([{ access: ACCESS }]);
      expect((await setupLinks.get("t1", 5))?.access).toBeUndefined();
    });

    it("removes all links of a request that is done, and of a workspace that is gone", async () => {
      const { setupLinks } = storage;
      await setupLinks.add(link("t1"));
      await setupLinks.add(link("t2"));
      await setupLinks.add(link("t3", { requestKey: "modal:V2" }));
      expect(await setupLinks.wasTold("modal:V1")).toBe(false);
      await setupLinks.markTold("t2", 7);
      expect(await setupLinks.wasTold("modal:V1")).toBe(true);
      expect(await setupLinks.wasTold("modal:V2")).toBe(false);
      expect(await setupLinks.finish("modal:V1")).toBe(true);
      expect(await setupLinks.finish("modal:V1")).toBe(false);
      expect(await setupLinks.get("t1", 5)).toBeUndefined();
      await setupLinks.add(link("t4", { workspaceId: "slack:T2", person: "slack:T2:U1" }));
      await storage.rooms.removeWorkspace("slack:T1", 5);
      expect(await setupLinks.get("t3", 5)).toBeUndefined();
      expect(await setupLinks.get("t4", 5)).toBeDefined();
    });
  });
}
