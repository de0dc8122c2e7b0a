import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/storage/storage.ts";
import { ANNA, BEN, leaveMembership, leaveName, leaveTraces } from "../../support/leave-traces.ts";

/** What is kept of people, and getting rid of it. */
export function privacyContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  const anna = { ids: [ANNA.id], principals: [`user:${ANNA.email}`] };
  const ben = { ids: [BEN.id], principals: [`user:${BEN.email}`] };
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("privacy", () => {
    it("counts, erases and counts nothing after, and leaves the other person alone", async () => {
      await leaveTraces(storage, ANNA, BEN, 1_000);
      await leaveTraces(storage, BEN, ANNA, 1_000);
      await leaveMembership(storage, ANNA);
      const named = await leaveName(storage, ANNA, BEN);
      const before = await storage.privacy.count(anna);
      const found = before.filter(({ count }) => count > 0).map(({ kind }) => kind);
      const holding = before.map(({ kind }) => kind);
      expect(holding.filter((kind) => !found.includes(kind))).toEqual([
        "digests",
        "installations",
        "queue",
      ]);
      const othersBefore = await storage.privacy.count(ben);
      const erased = await storage.privacy.erase(anna, { id: "e1", at: 9 });
      expect(erased.find(({ kind }) => kind === "questions")?.count).toBe(2);
      const left = await storage.privacy.count(anna);
      expect(left.filter(({ count }) => count > 0)).toEqual([]);
      const others = new Map(
        (await storage.privacy.count(ben)).map((one) => [one.kind, one.count]),
      );
      // What stood in her questions and on her answers went with them.
      for (const { kind, count } of othersBefore) {
        const isOwn = ["questions", "votes", "proposals", "commands", "threads"].includes(kind);
        if (isOwn) expect([kind, others.get(kind)]).toEqual([kind, count]);
      }
      expect(await storage.privacy.listErasures()).toEqual(["e1"]);
      const answer = (await storage.answers.get(named))?.answer;
      expect(answer).toMatchObject({ text: "Company knowledge.", verified: { by: "an admin" } });
    });

    it("keeps a verified answer without its author, for those who are left", async () => {
      await leaveTraces(storage, ANNA, BEN, 1_000);
      const id = "verified-UANNA0";
      const both = await storage.verified.get(id);
      if (both === undefined) throw new Error("expected a verified answer");
      const audience = [[`user:${ANNA.email}`, "everyone"]];
      await storage.verified.add({ ...both, id: "alone", audience });
      await storage.privacy.erase(anna, { id: "e1", at: 9 });
      expect(await storage.verified.get(id)).toMatchObject({
        ...{ text: "Company knowledge.", createdBy: "erased", approvedBy: "erased" },
        ...{ approvedName: undefined, messageId: undefined },
        audience: [
          ["erased", "everyone"],
          [`user:${BEN.email}`, "everyone"],
        ],
      });
      expect(await storage.verified.get("alone")).toBeUndefined();
      expect(await storage.verified.get("proposal-UANNA0")).toBeUndefined();
    });

    it("removes what was asked again in somebody's words, and their lines in threads", async () => {
      await leaveTraces(storage, ANNA, BEN, 1_000);
      await leaveTraces(storage, BEN, ANNA, 1_000);
      const first = `${ANNA.workspaceId}:C1:UANNA0.2`;
      const [record, reply] = [
        await storage.answers.get(first),
        await storage.rooms.replies.get(first),
      ];
      const id = `${first}~private`;
      if (record === undefined || reply === undefined) throw new Error("expected a question");
      const again = { of: first, because: "private" as const };
      await storage.rooms.replies.accept(
        { ...record, id, askedBy: BEN.id },
        { ...reply, answerId: id, askedBy: BEN.id, again },
      );
      const others = `${BEN.workspaceId}:C1:UBEN0.2`;
      expect((await storage.rooms.replies.get(others))?.context).toHaveLength(2);
      await storage.privacy.erase(anna, { id: "e1", at: 9 });
      expect(await storage.answers.get(id)).toBeUndefined();
      expect((await storage.rooms.replies.get(others))?.context).toEqual(["I saw a armadillo."]);
    });

    it("finds the address by the id, and the id by the address", async () => {
      await leaveTraces(storage, ANNA, BEN, 1_000);
      const by = (names: typeof anna) => storage.privacy.identify(names);
      expect(await by({ ids: [ANNA.id], principals: [] })).toEqual(anna);
      expect(await by({ ids: [], principals: anna.principals })).toEqual(anna);
      // She was never alone with the bot.
      expect(await by({ ids: [BEN.id], principals: [] })).toEqual({
        ids: [BEN.id],
        principals: [],
      });
      const names = await storage.privacy.listNames();
      expect(names).toEqual(expect.arrayContaining([...anna.ids, ...anna.principals, BEN.id]));
    });

    it("lets each kind expire by itself, in portions, and keeps what is younger", async () => {
      const kinds = storage.privacy.kinds.filter(({ until }) => typeof until === "object");
      for (const { name } of kinds) {
        const fresh = await open();
        await leaveTraces(fresh, ANNA, BEN, 1_000);
        await leaveTraces(fresh, BEN, ANNA, 5_000);
        // What it rests on would stay.
        await fresh.verified.remove("verified-UANNA0");
        await fresh.verified.remove("verified-UBEN0");
        const { privacy } = fresh;
        expect([name, await privacy.countExpired(name, 1_000)]).toEqual([name, 0]);
        const old = await privacy.countExpired(name, 2_000);
        const all = await privacy.countExpired(name, 9_000);
        // Sessions that are over go with the next one.
        if (name !== "queue" && name !== "web sessions")
          expect([name, old > 0, all]).toEqual([name, true, old * 2]);
        let removed = 0;
        for (let portion = -1; portion !== 0; removed += portion) {
          portion = await privacy.removeExpired(name, 2_000, 1);
          expect(portion).toBeLessThanOrEqual(1);
        }
        expect([name, removed]).toEqual([name, old]);
        expect([name, await privacy.countExpired(name, 9_000)]).toEqual([name, all - old]);
        await fresh.close();
      }
    });

    it("keeps what a verified answer came from", async () => {
      await leaveTraces(storage, ANNA, BEN, 1_000);
      await storage.privacy.removeExpired("questions", 2_000, 10);
      expect(await storage.answers.get(`${ANNA.workspaceId}:C1:UANNA0.2`)).toBeDefined();
      expect(await storage.answers.get(`${ANNA.workspaceId}:C1:UANNA0.1`)).toBeUndefined();
    });
  });
}
