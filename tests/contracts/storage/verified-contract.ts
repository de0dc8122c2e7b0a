import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage, VerifiedAnswer } from "../../../src/storage/storage.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

const ANSWER: VerifiedAnswer = {
  id: "v1",
  question: "How long?",
  text: "Six months [1].",
  citations: [
    {
      ...{ source: "handbook", documentId: "a.md", title: "A", fingerprint: "f" },
      ...{ accessId: 1, quotes: ["Six months."] },
    },
  ],
  audience: [["everyone"], ["group:a", "group:b"]],
  status: "waiting",
  origin: "expert",
  createdBy: "slack:T1:U1",
  createdAt: 1,
  approvedBy: undefined,
  approvedName: undefined,
  approvedAt: undefined,
  changedAt: 1,
  expiredBecause: undefined,
  answerId: undefined,
  messageId: "m1",
  workspaceId: "slack:T1",
  roomId: "slack:T1:C1",
};

/** Answers that people stand for. */
export function verifiedContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("verified answers", () => {
    it("is added once, and comes back as it was", async () => {
      const added = await Promise.all([
        storage.verified.add(ANSWER),
        storage.verified.add({ ...ANSWER, text: "Other." }),
      ]);
      expect(added).toEqual([true, false]);
      expect(await storage.verified.get("v1")).toStrictEqual(ANSWER);
      expect(await storage.verified.get("v2")).toBeUndefined();
    });

    it("is changed by one of those who saw it the same", async () => {
      await storage.verified.add(ANSWER);
      const approval = { approvedBy: "u", approvedName: undefined, approvedAt: 5 };
      const accept = (text: string) => {
        const { question, citations, audience } = ANSWER;
        const content = { question, citations, audience, text };
        const change = { status: "active" as const, changedAt: 5, approval, content };
        return storage.verified.change("v1", ["waiting"], 1, change);
      };
      // Which of them was first is the database's to say.
      const accepted = await Promise.all([accept("a"), accept("b")]);
      expect([...accepted].sort()).toEqual([false, true]);
      const text = accepted[0] ? "a" : "b";
      const active = { ...ANSWER, ...approval, text, status: "active", changedAt: 5 };
      expect(await storage.verified.get("v1")).toStrictEqual(active);
      const expire = {
        status: "expired",
        changedAt: 6,
        expiredBecause: "It has changed.",
      } as const;
      expect(await storage.verified.change("v1", ["waiting"], 5, expire)).toBe(false);
      expect(await storage.verified.change("v1", ["active"], 4, expire)).toBe(false);
      expect(await storage.verified.change("v1", ["active"], 5, expire)).toBe(true);
      expect(await storage.verified.get("v1")).toStrictEqual({ ...active, ...expire });
    });

    it("is listed by state, changed last first, and removed once", async () => {
      await storage.verified.add(ANSWER);
      await storage.verified.add({ ...ANSWER, id: "v2", changedAt: 9 });
      await storage.verified.add({ ...ANSWER, id: "v3", status: "active" });
      const listed = await storage.verified.list(["waiting"]);
      expect(listed.map(({ id }) => id)).toEqual(["v2", "v1"]);
      expect(await storage.verified.list(["waiting", "active"])).toHaveLength(3);
      expect(await storage.verified.remove("v2")).toBe(true);
      expect(await storage.verified.remove("v2")).toBe(false);
    });

    it("outlives the question that it came from", async () => {
      await storage.answers.create(unansweredQuestion("q"));
      await storage.verified.add({ ...ANSWER, answerId: "q" });
      await storage.rooms.replies.remove("q");
      expect(await storage.verified.get("v1")).toStrictEqual({ ...ANSWER, answerId: "q" });
    });
  });
}
