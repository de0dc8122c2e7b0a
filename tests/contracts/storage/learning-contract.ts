import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/storage/storage.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

const MADE = {
  kind: "retrieval",
  createdAt: 5,
  lineage: { dataset: "d" },
  artifact: "{}",
  digest: "x",
} as const;

/** What was learned, and which of it serves. */
export function learningContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("learning", () => {
    const challenger = async () => {
      const { version } = await storage.learning.add(MADE);
      await storage.learning.judge(version, "challenger", { gates: [] });
      return version;
    };

    it("tells what of a lineage is gone; the last one of a subject holds", async () => {
      await storage.answers.create(unansweredQuestion("a1"));
      const of = { name: "set", madeAt: 9, verified: [] };
      const documents = [{ source: "s", documentId: "d" }];
      await storage.lineages.keep({ subject: "x", ...of, answers: ["a1", "a2"], documents });
      await storage.lineages.keep({
        subject: "y",
        ...of,
        madeAt: 10,
        answers: ["a1"],
        documents: [],
      });
      const none = { answers: 0, votes: 0, verified: 0, documents: 0 };
      expect(await storage.lineages.list()).toEqual([
        { subject: "y", name: "set", madeAt: 10, gone: none },
        { subject: "x", name: "set", madeAt: 9, gone: { ...none, answers: 1, documents: 1 } },
      ]);
      await storage.lineages.keep({
        subject: "x",
        ...of,
        madeAt: 11,
        answers: ["a1"],
        documents: [],
      });
      expect((await storage.lineages.list())[0]).toMatchObject({ subject: "x", gone: none });
    });

    it("begins a training once, registers what came of it once, and changes nothing of one that ended", async () => {
      const { jobs } = storage.learning;
      const order = {
        ...{ provider: "export", name: "kb", dataset: "/d", datasetName: "set", method: "sft" },
        ...{ contentHash: "c", base: "b", quantised: false, epochs: undefined },
      };
      const begun = await Promise.all(
        [1, 2].map((at) => jobs.begin({ ...order, name: `kb-${at}` }, { at, again: false })),
      );
      expect(begun.map(({ stands }) => stands).sort()).toEqual([false, true]);
      expect(begun.map(({ job }) => job.id)).toEqual(["job-1", "job-1"]);
      const note = { state: "running", detail: "d", seenAt: 8, providerJob: "p" } as const;
      await jobs.note("job-1", note);
      await jobs.askToCancel("job-1", 9);
      expect(await jobs.get("job-1")).toMatchObject({ ...note, cancelAskedAt: 9 });
      const made = { ...MADE, kind: "model" } as const;
      const versions = await Promise.all([1, 2].map(() => jobs.finish("job-1", made)));
      expect(versions).toEqual(["model-1", "model-1"]);
      await jobs.note("job-1", { state: "failed", detail: undefined, seenAt: 10 });
      expect(await jobs.get("job-1")).toMatchObject({ state: "succeeded", version: "model-1" });
      expect((await jobs.begin(order, { at: 11, again: true })).job.id).toBe("job-2");
      await jobs.note("job-2", { state: "failed", detail: undefined, seenAt: 12 });
      expect((await jobs.list()).map(({ id }) => id)).toEqual(["job-2", "job-1"]);
      expect(await jobs.get("retrieval-1")).toBeUndefined();
    });

    it("numbers versions, also those that are made at once, and keeps them whole", async () => {
      const made = await Promise.all([1, 2, 3].map(() => storage.learning.add(MADE)));
      const names = made.map(({ version }) => version).sort();
      expect(names).toEqual(["retrieval-1", "retrieval-2", "retrieval-3"]);
      expect(await storage.learning.get("retrieval-2")).toMatchObject({
        ...MADE,
        status: "candidate",
      });
      expect(await storage.learning.get("retrieval-9")).toBeUndefined();
      expect(await storage.learning.get("x")).toBeUndefined();
    });

    it("serves what was promoted, and what served before once that is rolled back", async () => {
      const { learning } = storage;
      const [first, second] = [await challenger(), await challenger()];
      expect(await learning.serving("retrieval")).toEqual({
        champion: undefined,
        previous: undefined,
      });
      expect(await learning.promote(first, 1, undefined)).toBe(true);
      expect(await learning.promote(second, 2, undefined), "held against another").toBe(false);
      const tried = { version: second, share: 0.1, slowLimitMs: undefined };
      expect(await learning.trials.begin(tried, 2, undefined), "beside another").toBeUndefined();
      expect(await learning.promote(second, 2, first)).toBe(true);
      expect(await learning.serving("retrieval")).toEqual({ champion: second, previous: first });
      expect(await learning.rollBack("retrieval", 3)).toEqual({ from: second, to: first });
      expect(await learning.rollBack("retrieval", 4)).toEqual({ from: first, to: undefined });
      expect(await learning.rollBack("retrieval", 5)).toBeUndefined();
      const statuses = (await learning.list()).map(({ version, status }) => [version, status]);
      expect(Object.fromEntries(statuses)).toEqual({
        [first]: "rolled-back",
        [second]: "rolled-back",
      });
    });

    it("promotes nothing that no gate has let through, and judges once", async () => {
      const { version } = await storage.learning.add(MADE);
      expect(await storage.learning.promote(version, 1, undefined)).toBe(false);
      await storage.learning.judge(version, "rejected", { gates: [] });
      await storage.learning.judge(version, "challenger", { gates: [] });
      expect(await storage.learning.promote(version, 1, undefined)).toBe(false);
      expect(await storage.learning.promote("retrieval-7", 1, undefined)).toBe(false);
    });
  });
}
