import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyAnswer } from "../../../src/answer/empty-answer.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import { assignArm } from "../../../src/learning/experiments/assign-arm.ts";
import { encodeSettings } from "../../../src/learning/registry/encode-settings.ts";
import { promoteModel, rollBackModel } from "../../../src/learning/registry/registry.ts";
import { listTrials } from "../../../src/learning/rollout/describe-trial.ts";
import { MOST_DAYS } from "../../../src/learning/rollout/judge-trial.ts";
import { advanceTrials, beginTrial, takeBack } from "../../../src/learning/rollout/trials.ts";
import type { IndexKind } from "../../../src/storage/ports/index-place-storage.ts";
import { openLearningWorld } from "../learning-world.ts";

const WEIGHTS = {
  ...{ vector: 0.1, vectorOtherLanguages: 0.1 },
  boosts: { title: 3, proximity: 0.3 },
};
const DAY_MS = 86_400_000;

let world: Awaited<ReturnType<typeof openLearningWorld>>;
let answers = 0;
beforeEach(async () => {
  world = await openLearningWorld();
  answers = 0;
});
afterEach(() => world.close());

/** A version as gates leave it, learned for the embedder that serves. */
async function addChallenger(base: string | null = null, index?: IndexKind): Promise<string> {
  const { learning } = world.storage;
  const settings = { embedderId: "test/rotating", dimensions: 32, index, weights: WEIGHTS };
  const made = { kind: "retrieval", createdAt: 1, lineage: { base } } as const;
  const { version } = await learning.add({ ...made, ...encodeSettings(settings) });
  await learning.judge(version, "challenger", { gates: [] });
  return version;
}

const deps = () => ({ ...world, ...world.retrieve });
const begin = (version: string, share = 0.5) => beginTrial(version, share, "test", deps());
const running = () => world.storage.learning.trials.running("retrieval");
const status = async (version: string) => (await world.storage.learning.get(version))?.status;

interface Did {
  failed?: boolean;
  tookMs?: number;
  liked?: boolean | undefined;
  voter?: string;
}

/** One answer in a thread of its own, with what its asker says of it. */
async function answer({ failed = false, tookMs = 100, liked, voter }: Did): Promise<void> {
  const { storage, now } = world;
  answers += 1;
  const id = `a${answers}`;
  // Quoted since no model wrote it: as good as failed.
  const outcome = failed ? (answers % 2 === 0 ? "degraded" : "failed") : "answered";
  const question = { id, threadId: id, surface: "web", askedBy: id, askedAt: now() } as const;
  await storage.answers.create({
    ...{ ...question, question: "frage 1", audience: [["everyone"]], outcome: undefined },
    ...{ finishedAt: undefined, answer: undefined, evidence: undefined },
    ...{ promptVersion: undefined, retrievalVersion: undefined },
  });
  const result = { answer: emptyAnswer(id, outcome), evidence: undefined, promptVersion: "1" };
  await storage.answers.finish(id, { outcome, ...result, finishedAt: now() + tookMs });
  if (liked === undefined) return;
  const vote = liked ? "up" : "down";
  await recordVote({ answerId: id, voter: voter ?? id, vote }, storage, now());
}

/** So many answers, each as its arm gives it. */
async function serveThreads(many: number, did: (arm: string, n: number) => Did): Promise<void> {
  world.later();
  const trial = await running();
  for (let n = 0; n < many; n += 1) {
    const arm = assignArm(trial?.id ?? "", `a${answers + 1}`, trial?.share ?? 0);
    await answer(did(arm, n));
  }
  world.later();
}

describe("a challenger on trial", () => {
  it("serves its share of the threads, each thread alike, beside the champion", async () => {
    const version = await addChallenger();
    await begin(version);
    world.later();
    const settings = world.retrieve.retrievalSettings ?? (async () => undefined);
    const threads = Array.from({ length: 200 }, (_, n) => `thread ${n}`);
    const served = async () =>
      Promise.all(threads.map(async (one) => (await settings(one))?.version));
    const first = await served();
    expect(first.filter((one) => one === version).length).toBeGreaterThan(70);
    expect(first.filter((one) => one === undefined).length).toBeGreaterThan(70);
    expect(await served()).toEqual(first);
    expect(await settings()).toBeUndefined();
    expect(await takeBack(version, "test", world)).toMatchObject({ version });
    world.later();
    expect(new Set(await served())).toEqual(new Set([undefined]));
    expect(await status(version)).toBe("rolled-back");
  });

  it("goes from canary to A/B when nothing breaks, and serves all once it is liked more", async () => {
    const version = await addChallenger();
    await begin(version);
    await serveThreads(700, () => ({}));
    await advanceTrials(deps());
    expect(await running()).toMatchObject({ stage: "a-b", share: 0.5 });
    await serveThreads(300, (arm, n) => ({ liked: n % 10 < (arm === "challenger" ? 9 : 3) }));
    await advanceTrials(deps());
    expect(await running()).toBeUndefined();
    expect(await status(version)).toBe("champion");
    const [trial] = await listTrials(world.storage, world.now);
    expect(trial).toMatchObject({ version, verdict: "promoted", counts: null });
    expect(trial?.why).toMatch(/^The challenger is liked more: \d+ of \d+ of its votes/);
    const actions = (await world.storage.audit.list(10)).map(({ actor, action }) => [
      actor,
      action,
    ]);
    expect(actions).toEqual(
      expect.arrayContaining([
        ["test", "models.canary"],
        ["footnote", "models.a-b"],
        ["footnote", "models.promoted"],
      ]),
    );
  });

  it("is rejected once the champion is liked more", async () => {
    const version = await addChallenger();
    await begin(version);
    await serveThreads(700, () => ({}));
    await advanceTrials(deps());
    // Worse by so little that nothing has to be taken back at once.
    await serveThreads(600, (arm, n) => ({ liked: n % 10 < (arm === "challenger" ? 7 : 10) }));
    await advanceTrials(deps());
    expect(["rejected", "rolled-back"]).toContain(await status(version));
    expect((await world.storage.learning.serving("retrieval")).champion).toBeUndefined();
  });

  it.each<[string, Did, RegExp]>([
    ["errors", { failed: true }, /answers failed/],
    ["latency", { tookMs: 900 }, /answers were slow/],
    ["dislikes", { liked: false }, /votes were dislikes/],
  ])("is rolled back by the canary for its %s", async (_, bad, why) => {
    await serveThreads(60, (_arm, n) => ({ tookMs: 90 + n }));
    const version = await addChallenger();
    await begin(version);
    await serveThreads(120, (arm) => (arm === "challenger" ? bad : { liked: true }));
    await advanceTrials(deps());
    expect(await status(version)).toBe("rolled-back");
    expect((await listTrials(world.storage, world.now))[0]?.why).toMatch(why);
  });

  it("is not decided by one person, however much they vote", async () => {
    const version = await addChallenger();
    await begin(version);
    const flood = (arm: string): Did => ({ liked: arm !== "challenger", voter: "one" });
    await serveThreads(500, flood);
    await advanceTrials(deps());
    expect(await running()).toMatchObject({ version, stage: "canary" });
    const [trial] = await listTrials(world.storage, world.now);
    const { champion, challenger } = trial?.counts?.arms ?? {};
    expect((champion?.votes ?? 0) + (challenger?.votes ?? 0)).toBe(5);
  });

  it("ends undecided when its time is up", async () => {
    const version = await addChallenger();
    await begin(version);
    const later = { ...deps(), now: () => world.now() + MOST_DAYS * DAY_MS };
    await advanceTrials(later);
    expect(await running()).toBeUndefined();
    expect(await status(version)).toBe("challenger");
  });

  it("ends when somebody changes what serves beside it, or promotes it", async () => {
    const first = await addChallenger();
    await promoteModel(first, "test", deps());
    const second = await addChallenger(first);
    await begin(second);
    await rollBackModel("retrieval", "test", world);
    expect((await listTrials(world.storage, world.now))[0]).toMatchObject({ verdict: "void" });
    const third = await addChallenger();
    await begin(third);
    await promoteModel(third, "test", deps());
    expect((await listTrials(world.storage, world.now)).map(({ verdict }) => verdict)).toContain(
      "promoted",
    );
    expect(await running()).toBeUndefined();
  });
});

describe("what cannot be tried", () => {
  it.each([0, -1, 0.6, Number.NaN])("a share of %d", async (share) => {
    const version = await addChallenger();
    await expect(begin(version, share)).rejects.toThrow(
      "A canary gets more than 0 and at most 0.5",
    );
  });

  it("what is unknown, no challenger, held against another, or beside another", async () => {
    await expect(begin("retrieval-9")).rejects.toThrow('There is no version "retrieval-9"');
    const stranger = await addChallenger("retrieval-7");
    await expect(begin(stranger)).rejects.toThrow("was held against retrieval-7");
    const [one, other] = [await addChallenger(), await addChallenger()];
    await begin(one);
    await expect(begin(other)).rejects.toThrow("Another challenger is being tried");
    await takeBack(one, "test", world);
    await expect(begin(one)).rejects.toThrow("is rolled-back: only a challenger");
  });

  it("what was learned for an embedder that no longer serves ends by itself", async () => {
    const version = await addChallenger();
    await begin(version);
    const other = { ...world.embedder, id: "test/other" };
    await advanceTrials({ ...deps(), servingEmbedder: async () => other });
    expect((await listTrials(world.storage, world.now))[0]).toMatchObject({
      verdict: "void",
      why: `${version} was learned for another embedder than the one that serves.`,
    });
    expect(await status(version)).toBe("challenger");
  });

  it("what was learned for another kind of index", async () => {
    const own = await world.retrieve.index.kind();
    const other = own === "sqlite" ? "pinecone" : "sqlite";
    const version = await addChallenger(null, own);
    const elsewhere = { ...deps(), index: { kind: async () => other } as const };
    const why = `${version} was learned for an index of another kind (${own}) than the one that answers (${other}).`;
    await expect(beginTrial(version, 0.5, "test", elsewhere)).rejects.toThrow(why);
    await begin(version);
    await advanceTrials(deps());
    expect(await running()).toMatchObject({ version });
    await advanceTrials(elsewhere);
    expect((await listTrials(world.storage, world.now))[0]).toMatchObject({ verdict: "void", why });
  });
});
