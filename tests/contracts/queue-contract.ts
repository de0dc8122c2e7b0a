import { beforeEach, describe, expect, it } from "vitest";
import type { EnqueueRequest, Queue } from "../../src/queue/queue.ts";

export interface QueueUnderTest {
  queue: Queue;
  /** Moves the queue's clock on. */
  pass(ms: number): void;
}

/**
 * What every Queue must do. `open` gives a new, empty one with three attempts, a back-off of
 * 1,000 ms and a clock that the test moves.
 */
export function queueContract(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`queue contract: ${name}`, () => {
    let queue: Queue;
    let pass: (ms: number) => void;
    beforeEach(async () => {
      ({ queue, pass } = await open());
    });

    const add = (key: string, more: Partial<EnqueueRequest> = {}) =>
      queue.enqueue({ kind: "answer", key, payload: { key }, ...more });
    const take = async (owner = "w") => await queue.claim(["answer"], owner, 100);
    const takenKey = async () => ((await take())?.payload as { key: string } | undefined)?.key;

    it("hands jobs out in order, each once, with their payload", async () => {
      await add("a", { payload: { deep: [1, null, "é"] } });
      await add("b", { payload: undefined });
      const first = await take();
      expect(first).toMatchObject({
        kind: "answer",
        attempt: 1,
        payload: { deep: [1, null, "é"] },
      });
      expect((await take())?.payload).toBeNull();
      expect(await take()).toBeUndefined();
      await queue.complete(first?.id ?? "", "w");
      expect(await queue.stats()).toMatchObject({ waiting: 0, running: 1, dead: 0 });
    });

    it("hands out first what has a head start on what came so little before", async () => {
      await add("a");
      pass(50);
      await add("b", { headStartMs: 60 });
      await add("c", { headStartMs: 40 });
      expect([await takenKey(), await takenKey(), await takenKey()]).toEqual(["b", "a", "c"]);
    });

    it("hands out only the kinds asked for", async () => {
      await add("a");
      expect(await queue.claim(["sync"], "w", 100)).toBeUndefined();
      expect(await queue.claim([], "w", 100)).toBeUndefined();
      expect(await queue.claim(["sync", "answer"], "w", 100)).toBeDefined();
    });

    it("gives each job to one of many that ask at once", async () => {
      for (let n = 0; n < 30; n++) await add(`${n}`);
      const jobs = await Promise.all(Array.from({ length: 40 }, (_, n) => take(`w${n}`)));
      const ids = jobs.flatMap((job) => job?.id ?? []);
      expect(ids).toHaveLength(30);
      expect(new Set(ids).size).toBe(30);
    });

    it("adds a job once while it waits or runs, and again when it is done or dead", async () => {
      expect(await add("a")).toBe(true);
      expect(await add("a")).toBe(false);
      expect(await add("a", { kind: "other" })).toBe(true);
      const job = await take();
      expect(await add("a")).toBe(false);
      await queue.complete(job?.id ?? "", "w");
      expect(await add("a")).toBe(true);
    });

    it("keeps a delayed job back until its time", async () => {
      await add("a", { delayMs: 500 });
      pass(499);
      expect(await take()).toBeUndefined();
      pass(1);
      expect(await takenKey()).toBe("a");
    });

    it("tries again after a growing pause and gives up after the last attempt", async () => {
      await add("a");
      for (const [attempt, longest] of [
        [1, 1_000],
        [2, 2_000],
      ] as const) {
        const job = await take();
        expect(job?.attempt).toBe(attempt);
        expect(await queue.fail(job?.id ?? "", "w", "The model is away.")).toBe("retrying");
        expect(await queue.stats()).toMatchObject({ waiting: 1, running: 0, dead: 0 });
        pass(longest / 2 - 1);
        expect(await take()).toBeUndefined();
        pass(longest / 2 + 1);
      }
      const last = await take();
      expect(await queue.fail(last?.id ?? "", "w", "The model is still away.")).toBe("dead");
      pass(1_000_000);
      expect(await take()).toBeUndefined();
      expect(await queue.stats()).toMatchObject({ waiting: 0, running: 0, dead: 1 });
      expect(await queue.deadLetters(10)).toMatchObject([
        {
          job: { id: last?.id, kind: "answer", attempt: 3, payload: { key: "a" } },
          error: "The model is still away.",
        },
      ]);
      expect(await add("a")).toBe(true);
      expect(await queue.fail(last?.id ?? "", "w", "Late.")).toBe("dead");
    });

    it("hands a job out again when its lease ran out, and the first owner has lost it", async () => {
      await add("a");
      const lost = await take("slow");
      const id = lost?.id ?? "";
      pass(60);
      expect(await queue.extend(id, "slow", 100)).toBe(true);
      pass(99);
      expect(await take("quick")).toBeUndefined();
      pass(1);
      expect(await take("quick")).toMatchObject({ id, attempt: 2 });
      expect(await queue.extend(id, "slow", 100)).toBe(false);
      await queue.complete(id, "slow");
      expect(await queue.fail(id, "slow", "Late.")).toBe("retrying");
      expect(await queue.stats()).toMatchObject({ waiting: 0, running: 1, dead: 0 });
      await queue.complete(id, "quick");
      expect(await queue.stats()).toMatchObject({ waiting: 0, running: 0, dead: 0 });
      expect(await queue.fail(id, "quick", "After the end.")).toBe("retrying");
    });

    it("hands out again what was released, at once and with no attempt used up", async () => {
      await add("a", { group: "g" });
      await add("b", { group: "g" });
      for (let time = 0; time < 5; time++) {
        const job = await take();
        expect(job).toMatchObject({ attempt: 1, payload: { key: "a" } });
        await queue.release(job?.id ?? "", time === 0 ? "somebody else" : "w");
        if (time === 0) expect(await take()).toBeUndefined();
        if (time === 0) await queue.release(job?.id ?? "", "w");
      }
      expect(await queue.stats()).toMatchObject({ waiting: 2, running: 0, dead: 0 });
    });

    it("gives up a job whose workers keep vanishing, and says so", async () => {
      await add("poison", { group: "g" });
      await add("next", { group: "g" });
      for (let attempt = 1; attempt <= 3; attempt++) {
        expect(await take()).toMatchObject({ attempt, payload: { key: "poison" } });
        pass(100);
      }
      expect(await takenKey()).toBe("next");
      const [dead] = await queue.deadLetters(10);
      expect(dead).toMatchObject({ job: { attempt: 3, payload: { key: "poison" } } });
      expect(dead?.error).toMatch(/worker/);
    });

    it("runs a group one after another in order, beside other groups and none", async () => {
      for (const key of ["a1", "a2", "a3"]) await add(key, { group: "a" });
      await add("b1", { group: "b" });
      await add("free");
      const first = await take();
      expect(first?.payload).toEqual({ key: "a1" });
      expect(await takenKey()).toBe("b1");
      expect(await takenKey()).toBe("free");
      expect(await takenKey()).toBeUndefined();
      await queue.complete(first?.id ?? "", "w");
      expect(await takenKey()).toBe("a2");
    });

    it("holds a group while its oldest job waits to be retried or is delayed", async () => {
      await add("late", { group: "d", delayMs: 300 });
      await add("after", { group: "d" });
      await add("a1", { group: "a" });
      await add("a2", { group: "a" });
      const first = await take();
      await queue.fail(first?.id ?? "", "w", "Away.");
      expect(await take()).toBeUndefined();
      pass(300);
      expect(await takenKey()).toBe("late");
      expect(await take()).toBeUndefined();
      pass(1_000);
      expect([await takenKey(), await takenKey()].sort()).toEqual(["a1", "late"]);
    });

    it("lists the newest dead letters first", async () => {
      for (const key of ["a", "b", "c"]) {
        await add(key);
        for (let attempt = 1; attempt <= 3; attempt++) {
          await queue.fail((await take())?.id ?? "", "w", key);
          pass(10_000);
        }
      }
      expect((await queue.deadLetters(2)).map(({ error }) => error)).toEqual(["c", "b"]);
    });
  });
}
