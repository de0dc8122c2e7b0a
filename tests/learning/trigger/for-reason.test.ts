import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findReason } from "../../../src/learning/trigger/find-reason.ts";
import { learnByItself } from "../../../src/learning/trigger/learn-by-itself.ts";
import { describeRun, listRuns } from "../../../src/learning/trigger/list-runs.ts";
import type { RunEnd } from "../../../src/storage/ports/learning-run-storage.ts";
import { openLearningWorld, strangeQuestions } from "../learning-world.ts";
import { createTeller, DAY_MS } from "../monitoring/fill-storage.ts";

const FOR_EVER = {
  ...{ questions: 0, details: 0, context: 0, votes: 0 },
  ...{ experts: 0, proposals: 0, deadJobs: 0, people: 0 },
};
const HOUR_MS = 3_600_000;
const NOW = Date.parse("2026-11-20T12:00:00Z");
const THRESHOLDS = { labels: 8, everyMs: 24 * HOUR_MS };

let world: Awaited<ReturnType<typeof openLearningWorld>>;
let tell: ReturnType<typeof createTeller>;
beforeEach(async () => {
  world = await openLearningWorld();
  tell = createTeller(world.storage);
});
afterEach(() => world.close());

const CITED = [{ source: "handbook", documentId: "page-1" }];

/** Questions whose answers are liked, asked long ago and voted on at a time. */
async function like(count: number, at: number, place: "web" | "open" = "web"): Promise<void> {
  for (let n = 0; n < count; n += 1) await tell({ at, in: place, cites: CITED, likes: 1 });
}

function find(now = NOW) {
  const { storage, retrieve } = world;
  return findReason(THRESHOLDS, { storage, retrieve, retention: FOR_EVER, now: () => now });
}

async function ran(startedAt: number, end: Partial<RunEnd> | undefined): Promise<void> {
  const { runs } = world.storage.learning;
  const run = await runs.begin({ kind: "retrieval", why: "a test.", startedAt }, startedAt);
  const done = { at: startedAt, verdict: "rejected", version: undefined, outcome: "No." } as const;
  if (end !== undefined) await runs.end(run?.id ?? "", { ...done, ...end });
}

describe("a reason to learn", () => {
  it("is enough that was newly voted on, and none when too little was, or nothing is new", async () => {
    expect(await find()).toBeUndefined();
    await like(7, NOW - 5 * HOUR_MS);
    expect(await find()).toBeUndefined();
    await like(1, NOW - HOUR_MS);
    const why = "Questions newly voted on or corrected: 8.";
    expect(await find()).toEqual({ why, notAfter: NOW - THRESHOLDS.everyMs });
    // Learned from all but one of them.
    await ran(NOW - 2 * HOUR_MS, {});
    expect(await find(NOW + 3 * DAY_MS)).toBeUndefined();
    await like(7, NOW + HOUR_MS);
    expect((await find(NOW + 3 * DAY_MS))?.why).toBe(why);
  });

  it("is not what was said in a chat, until an admin allows to learn from it", async () => {
    await like(8, NOW - HOUR_MS, "open");
    expect(await find()).toBeUndefined();
    const purpose = "retrieval-tuning" as const;
    const by = { basis: "works council", allowedBy: "cli", allowedAt: NOW };
    await world.storage.datasets.allow({ platform: "slack", purpose, ...by });
    expect((await find())?.why).toContain("corrected: 8.");
  });

  it("is not what names a document that is not in the index any more", async () => {
    await like(7, NOW - HOUR_MS);
    const gone = [{ source: "handbook", documentId: "deleted" }];
    await tell({ at: NOW - HOUR_MS, in: "web", cites: gone, likes: 1 });
    expect(await find()).toBeUndefined();
    await world.retrieve.index.removeDocuments("handbook", ["page-1"]);
    await like(9, NOW - HOUR_MS);
    expect(await find()).toBeUndefined();
  });

  it("is soon there while answers are disliked, yet not without anything new", async () => {
    await like(1, NOW - HOUR_MS);
    for (let n = 0; n < 30; n += 1) {
      await tell({ at: NOW - 2 * DAY_MS, in: "web", by: `person ${n}`, cites: [], dislikes: 1 });
    }
    expect(await find()).toBeUndefined();
    await like(1, NOW - HOUR_MS);
    expect((await find())?.why).toBe(
      "94 % of a week's votes were dislikes. Questions newly voted on or corrected: 2.",
    );
    await ran(NOW, {});
    expect(await find(NOW + 2 * DAY_MS)).toBeUndefined();
  });

  it("waits after the last run, longer after each that failed, and for one under way", async () => {
    await like(8, NOW - HOUR_MS);
    await ran(NOW - HOUR_MS / 2, { verdict: "failed" });
    expect(await find(NOW + 25 * HOUR_MS)).toBeUndefined();
    expect(await find(NOW + 48 * HOUR_MS)).toBeDefined();
    await ran(NOW + 48 * HOUR_MS, { verdict: "failed" });
    expect(await find(NOW + 120 * HOUR_MS)).toBeUndefined();
    expect(await find(NOW + 145 * HOUR_MS)).toBeDefined();
    await ran(NOW + 146 * HOUR_MS, undefined);
    expect(await find(NOW + 900 * HOUR_MS)).toBeUndefined();
  });
});

describe("of two that would begin at once", () => {
  it("one does, and none while it is under way or soon after", async () => {
    const { runs } = world.storage.learning;
    const begin = (startedAt: number, notAfter: number) =>
      runs.begin({ kind: "retrieval", why: "a test.", startedAt }, notAfter);
    const both = await Promise.all([begin(10, 0), begin(11, 0), begin(12, 0)]);
    const begun = both.flatMap((run) => run ?? []);
    expect(begun).toHaveLength(1);
    expect(await begin(9_000, 8_000)).toBeUndefined();
    const end = { at: 20, verdict: "failed", version: undefined, outcome: "It was cut." } as const;
    expect(await runs.end(begun[0]?.id ?? "", end)).toBe(true);
    expect(await runs.end(begun[0]?.id ?? "", { ...end, verdict: "rejected" })).toBe(false);
    expect(await begin(9_000, 5)).toBeUndefined();
    expect(await begin(9_000, 8_000)).toBeDefined();
    const views = await listRuns(world.storage);
    expect(views.map(({ verdict }) => verdict)).toEqual([null, "failed"]);
    expect(views.map(describeRun)).toEqual([
      "Learned by itself on 1970-01-01T00:00: under way. Why: a test.",
      "Learned by itself on 1970-01-01T00:00: failed. It was cut. Why: a test.",
    ]);
  });
});

describe("learning by itself", () => {
  /** Two of each page, as people of their own would ask; each liked by somebody. */
  async function votes(): Promise<void> {
    for (const [at, { text, positives, voters }] of strangeQuestions().slice(0, 90).entries()) {
      const answerId = await tell({
        at: 500,
        in: "web",
        by: `asker ${at}`,
        text,
        cites: [...positives],
      });
      const vote = {
        answerId,
        voter: voters[0] ?? "",
        citation: 0,
        vote: "up",
        votedAt: 501,
      } as const;
      const none = { reason: undefined, correction: undefined, byMember: true };
      await world.storage.feedback.vote({ ...vote, ...none }, undefined);
    }
  }
  const learn = (mode: "challenger" | "canary") =>
    learnByItself(mode, {
      ...{ retrieve: world.retrieve, storage: world.storage, now: world.now },
      ...{ servingEmbedder: world.retrieve.servingEmbedder, retention: FOR_EVER },
    });

  it("makes a challenger, which serves nobody; as a canary where that is wanted", async () => {
    await votes();
    const { storage } = world;
    const first = await learn("challenger");
    expect(first).toMatchObject({ verdict: "challenger", version: "retrieval-1" });
    expect(first.outcome).toMatch(/^It finds more: .* It waits to be promoted\.$/);
    expect(await storage.learning.serving("retrieval")).toEqual({});
    expect(await storage.learning.trials.running("retrieval")).toBeUndefined();
    const second = await learn("canary");
    expect(first.outcome).toContain("look 1 ");
    expect(second.outcome).toContain("look 2 ");
    expect(second.outcome).toMatch(/ It is tried as a canary\.$/);
    expect(await storage.learning.trials.running("retrieval")).toMatchObject({
      ...{ version: "retrieval-2", stage: "canary", share: 0.05 },
    });
    const [begun] = (await storage.audit.list(9)).filter(
      ({ action }) => action === "models.canary",
    );
    expect(begun).toMatchObject({ actor: "footnote" });
    await like(8, world.now() + 1);
    const { retrieve } = world;
    const deps = { storage, retrieve, retention: FOR_EVER, now: () => world.now() + 2 };
    expect(await findReason(THRESHOLDS, deps)).toBeUndefined();
  }, 120_000);

  it("says which gate stopped it", async () => {
    await like(8, 500);
    expect(await learn("canary")).toMatchObject({
      ...{ verdict: "rejected", version: undefined },
      outcome: expect.stringContaining("are too few"),
    });
    const gone = [{ source: "handbook", documentId: "deleted" }];
    await tell({ at: 500, in: "web", cites: gone, likes: 1 });
    expect((await learn("canary")).outcome).toMatch(
      /^8 questions in 1 groups.* 1 label is left out: what is named is not in the index any more\.$/,
    );
  });
});
