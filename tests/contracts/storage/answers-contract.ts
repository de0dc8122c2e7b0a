import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/storage/storage.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

/** Questions with their answers and events, and the votes on them. */
export function answersContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("answers", () => {
    it("is created once and finished once", async () => {
      const asked = unansweredQuestion("q1");
      expect(await storage.answers.create(asked)).toBe(true);
      expect(await storage.answers.create({ ...asked, question: "Other?" })).toBe(false);
      expect(await storage.answers.get("q1")).toStrictEqual(asked);
      const result = {
        outcome: "answered" as const,
        answer: { text: "Ten days [1].", citations: [{ n: 1 }] },
        evidence: null,
        promptVersion: "p1",
        finishedAt: 2_000,
      };
      const finished = await Promise.all([
        storage.answers.finish("q1", result),
        storage.answers.finish("q1", { ...result, outcome: "failed" }),
      ]);
      // Which of two that come at once is first, nobody says; one it is.
      expect(finished.toSorted()).toEqual([false, true]);
      const outcome = finished[0] ? "answered" : "failed";
      expect(await storage.answers.get("q1")).toStrictEqual({ ...asked, ...result, outcome });
      expect(await storage.answers.finish("unknown", result)).toBe(false);
      expect(await storage.answers.get("unknown")).toBeUndefined();
    });

    it("keeps which learned version searched for it, as its evidence says", async () => {
      for (const [id, evidence] of [
        ["plain", { searchedFor: "?" }],
        ["learned", { settings: "retrieval-7" }],
      ] as const) {
        await storage.answers.create(unansweredQuestion(id));
        const result = { outcome: "answered" as const, answer: {}, evidence };
        await storage.answers.finish(id, { ...result, promptVersion: "p1", finishedAt: 2_000 });
      }
      expect((await storage.answers.get("plain"))?.retrievalVersion).toBeUndefined();
      expect((await storage.answers.get("learned"))?.retrievalVersion).toBe("retrieval-7");
    });

    it("lists a thread in order and an asker's threads newest first", async () => {
      const ask = (id: string, threadId: string, askedAt: number, askedBy = "ann") =>
        storage.answers.create({ ...unansweredQuestion(id), threadId, askedAt, askedBy });
      await ask("z", "t1", 10);
      await ask("a", "t1", 10);
      await ask("m", "t2", 20);
      await ask("b", "t1", 30);
      await ask("x", "t3", 40, "bob");
      const thread = await storage.answers.listThread("t1");
      expect(thread.map(({ id }) => id)).toEqual(["z", "a", "b"]);
      expect(await storage.answers.listThreads("ann", 10)).toEqual([
        { threadId: "t1", title: "Question z?", lastAskedAt: 30 },
        { threadId: "t2", title: "Question m?", lastAskedAt: 20 },
      ]);
      expect(await storage.answers.listThreads("ann", 1)).toHaveLength(1);
    });

    it("knows what is unfinished", async () => {
      await storage.answers.create({ ...unansweredQuestion("old"), askedAt: 1, askedBy: "ann" });
      await storage.answers.create({ ...unansweredQuestion("new"), askedAt: 5, askedBy: "bob" });
      await storage.answers.create({
        ...unansweredQuestion("busy"),
        askedAt: 1,
        outcome: "busy",
      });
      expect(await storage.answers.listUnfinished(5)).toEqual(["old"]);
      expect(await storage.answers.countUnfinished()).toBe(2);
      expect(await storage.answers.countUnfinished("bob")).toBe(1);
    });

    it("numbers events without gaps under concurrent writers, and starts anew only unfinished", async () => {
      await storage.answers.create(unansweredQuestion("q"));
      await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          storage.answers.appendEvents("q", [
            { n, part: "a" },
            { n, part: "b" },
          ]),
        ),
      );
      await storage.answers.appendEvents("q", []);
      const events = await storage.answers.listEvents("q", 0);
      expect(events.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 100 }, (_, n) => n + 1),
      );
      // One call's events stay together.
      for (let n = 0; n < 100; n += 2) {
        const [a, b] = events.slice(n, n + 2).map(({ event }) => event as { n: number });
        expect(a?.n).toBe(b?.n);
      }
      expect((await storage.answers.listEvents("q", 98)).map((e) => e.sequence)).toEqual([99, 100]);
      await storage.answers.clearEvents("q");
      await storage.answers.appendEvents("q", ["again"]);
      expect(await storage.answers.listEvents("q", 0)).toEqual([{ sequence: 1, event: "again" }]);
      const result = { outcome: "failed", answer: {}, evidence: {}, promptVersion: "" } as const;
      await storage.answers.finish("q", { ...result, finishedAt: 1 });
      await storage.answers.clearEvents("q");
      expect(await storage.answers.listEvents("q", 0)).toHaveLength(1);
    });
  });

  describe("feedback", () => {
    beforeEach(() => storage.answers.create(unansweredQuestion("q")));
    const vote = {
      answerId: "q",
      voter: "ann",
      citation: 0,
      vote: "up",
      votedAt: 1,
      byMember: undefined,
    } as const;

    it("keeps the last vote and logs each, newest first", async () => {
      await storage.feedback.vote({ ...vote, reason: undefined, correction: undefined }, { v: 1 });
      const changed = {
        ...vote,
        vote: "down",
        reason: "wrong",
        correction: "12",
        byMember: false,
        votedAt: 2,
      } as const;
      await storage.feedback.vote(changed, undefined);
      const onCitation = { ...vote, citation: 2, reason: undefined, correction: undefined };
      await storage.feedback.vote({ ...onCitation, votedAt: 3 }, null);
      expect(await storage.feedback.votes("q")).toStrictEqual([
        changed,
        { ...onCitation, votedAt: 3 },
      ]);
      expect(await storage.feedback.withdraw("q", "ann", 0, 4)).toBe(true);
      expect(await storage.feedback.withdraw("q", "ann", 0, 5)).toBe(false);
      expect(await storage.feedback.votes("q")).toHaveLength(1);
      const log = await storage.feedback.log(10);
      expect(log.map((entry) => [entry.at, entry.vote, entry.citation, entry.snapshot])).toEqual([
        [4, "withdrawn", 0, undefined],
        [3, "up", 2, null],
        [2, "down", 0, undefined],
        [1, "up", 0, { v: 1 }],
      ]);
      expect((await storage.feedback.log(2)).map(({ at }) => at)).toEqual([4, 3]);
    });

    it("logs no vote that could not be saved", async () => {
      const lost = { ...vote, answerId: "unknown", reason: undefined, correction: undefined };
      await expect(storage.feedback.vote(lost, {})).rejects.toThrow();
      expect(await storage.feedback.log(10)).toEqual([]);
    });
  });
}
