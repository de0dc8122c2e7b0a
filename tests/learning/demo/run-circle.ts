import type { App } from "../../../src/app.ts";
import { seededRandom } from "../../../src/evaluation/bootstrap.ts";
import { connectedGroups } from "../../../src/learning/connected-groups.ts";
import { readFeedback } from "../../../src/learning/labels/read-feedback.ts";
import { type LearningReport, learnRetrieval } from "../../../src/learning/learn-retrieval.ts";
import { encodeSettings } from "../../../src/learning/registry/encode-settings.ts";
import { promoteModel, rollBackModel } from "../../../src/learning/registry/registry.ts";
import { advanceTrials, beginTrial, countNow } from "../../../src/learning/rollout/trials.ts";
import { wordsOf } from "../../../src/learning/tuning/fold-by-document.ts";
import { addSource } from "../../../src/sources/add-source.ts";
import { syncNamedSource } from "../../../src/sources/syncing/sync-named-source.ts";
import { embedPassages } from "../../../src/sync/embed-passages.ts";
import type { DemoQuestion, DemoSet } from "./demo-set.ts";
import { createPeople, DEMO_SOURCE } from "./simulated-people.ts";

const ACTOR = "demo";
const CANARY_SHARE = 0.5;
/** Of the documents, so many are asked about before the learning; the rest only afterwards. */
const BEFORE = 0.7;
/** After so many questions on trial it is looked at the figures. */
const PORTION = 50;
const MOST_ON_TRIAL = 2_000;

/** How a trial stood after so many answers. */
export interface Point {
  answers: number;
  stage: string;
  likes: Record<"champion" | "challenger", number>;
  evidence: number;
}

export interface TrialRun {
  version: string;
  verdict: string;
  why: string;
  points: Point[];
}

export interface Circle {
  set: string;
  questions: number;
  asked: { answers: number; liked: number; corrected: number };
  report: LearningReport;
  /** Of what passed its gates; undefined where the champion stays. */
  trial: TrialRun | undefined;
  /** Of a version made bad on purpose and let past the gates. */
  planted: TrialRun;
  /** What served at the end of each act. */
  served: { after: string; version: string }[];
}

/** Questions, votes, learning, gates, canary, A/B, promotion, roll-back: on one set, with pretend people. */
export async function runCircle(
  { name, corpus, questions }: DemoSet,
  app: App,
  say: (line: string) => void,
): Promise<Circle> {
  const random = seededRandom(9);
  const people = createPeople(app, random);
  await sync(app, corpus, say);
  const { before, after } = partByDocument(questions);

  say(`${before.length} questions are asked, voted on, and some of the bad answers corrected`);
  const documents = [...new Set(questions.flatMap(({ gold }) => gold))];
  const asked = { answers: 0, liked: 0, corrected: 0 };
  for (const question of before) {
    const { id, liked } = await people.askAndVote(question);
    asked.answers += 1;
    if (liked) asked.liked += 1;
    else if (question.gold.length > 0 && random() < 0.5) {
      await people.correct(id, question, documents);
      asked.corrected += 1;
    }
  }
  say(`${asked.liked} of ${asked.answers} were liked, ${asked.corrected} corrected`);

  const { storage, answering: retrieve, now } = app;
  const reading = { storage, retention: app.config.retention, now };
  const { questions: labelled } = await readFeedback(reading);
  const report = await learnRetrieval(labelled, ACTOR, { retrieve, storage, now });
  for (const { gate, passed, reason } of report.gates) {
    say(`gate ${gate}: ${passed ? "passed" : "failed"}. ${reason}`);
  }
  const served: Circle["served"] = [];
  const note = async (act: string) => {
    const version = (await storage.learning.serving("retrieval")).champion ?? "as it comes";
    served.push({ after: act, version });
    say(`after ${act}: ${version} serves`);
  };
  const tryOut = (version: string) => runTrial(version, after, app, people, random, say);
  await note("the gates");
  const passed = report.status === "challenger" ? report.version : undefined;
  const trial = passed === undefined ? undefined : await tryOut(passed);
  if (passed !== undefined) {
    await note("canary and A/B");
    // What no vote could decide, the gates have: the demo goes on as an admin would.
    if (trial?.verdict === "undecided")
      await promoteModel(passed, ACTOR, { ...app, ...app.answering });
    await note("promotion");
    await app.storage.learning.serving("retrieval").then(async ({ champion }) => {
      if (champion !== undefined) await rollBackModel("retrieval", ACTOR, app);
    });
    await note("a roll-back by hand");
  }
  say("A bad version is let past the gates on purpose");
  const planted = await tryOut(await plantBad(app));
  await note("the planted version");
  return { set: name, questions: questions.length, asked, report, trial, planted, served };
}

async function sync(app: App, path: string, say: (line: string) => void): Promise<void> {
  const source = { kind: "files", name: DEMO_SOURCE, settings: { path } };
  await addSource(source, ACTOR, app.administering);
  const { signal } = new AbortController();
  const options = { wait: true, signal, onProgress: () => undefined };
  await syncNamedSource(DEMO_SOURCE, options, app.administering);
  const { embedder } = app;
  if (embedder !== undefined) await embedPassages({ ...app.syncing, embedder }, { signal });
  say(`${(await app.index.stats(undefined)).documents} documents are in the index`);
}

/** No document of the one part is asked about in the other. */
function partByDocument(questions: readonly DemoQuestion[]) {
  const parts = { before: [] as DemoQuestion[], after: [] as DemoQuestion[] };
  const groups = connectedGroups(questions, ({ text, gold }) => [wordsOf(text), ...gold]);
  for (const members of groups) {
    const all = parts.before.length + parts.after.length;
    const part = parts.before.length <= BEFORE * all ? parts.before : parts.after;
    part.push(...members);
  }
  return parts;
}

/** Questions about documents never voted on, until the trial has ended. */
async function runTrial(
  version: string,
  questions: readonly DemoQuestion[],
  app: App,
  people: ReturnType<typeof createPeople>,
  random: () => number,
  say: (line: string) => void,
): Promise<TrialRun> {
  const { storage, answering, index, logger, now } = app;
  const { trials } = storage.learning;
  const deps = { storage, servingEmbedder: answering.servingEmbedder, index, logger, now };
  const { id } = await beginTrial(version, CANARY_SHARE, ACTOR, deps);
  const points: Point[] = [];
  for (let answers = 0; answers < MOST_ON_TRIAL; ) {
    for (let n = 0; n < PORTION; n += 1) {
      const question = questions[Math.floor(random() * questions.length)];
      if (question !== undefined) await people.askAndVote(question);
    }
    answers += PORTION;
    const running = await trials.running("retrieval");
    if (running === undefined) break;
    const { likes } = await countNow(running, deps);
    const rate = ({ likes: liked, votes }: { likes: number; votes: number }) =>
      votes === 0 ? 0 : liked / votes;
    const { champion, challenger } = likes.counts;
    points.push({
      ...{ answers, stage: running.stage, evidence: likes.eValues.challenger },
      likes: { champion: rate(champion), challenger: rate(challenger) },
    });
    await advanceTrials(deps);
  }
  const running = await trials.running("retrieval");
  if (running !== undefined) {
    const why = `${MOST_ON_TRIAL} answers decided nothing.`;
    await trials.end(running.id, "undecided", why, now());
  }
  const end = (await trials.list()).find((one) => one.id === id)?.end;
  say(`${version}: ${end?.verdict}. ${end?.why}`);
  return { version, verdict: end?.verdict ?? "", why: end?.why ?? "", points };
}

/** Finds by what a question does not mean; no gate would let it pass. */
async function plantBad({ storage, answering, now }: App): Promise<string> {
  const embedder = await answering.servingEmbedder();
  const dimensions = embedder?.dimensions ?? 1;
  const row = Float32Array.from({ length: dimensions }, (_, at) => Math.sin(at * 7.3));
  const settings = {
    ...{ embedderId: embedder?.id, dimensions },
    weights: { vector: 1, vectorOtherLanguages: 1, boosts: { title: 0, proximity: 0 } },
    adapter: { rank: 1, scale: 1, down: row, up: row.map((value) => -40 * value) },
  };
  const { champion } = await storage.learning.serving("retrieval");
  const made = { kind: "retrieval", createdAt: now() } as const;
  const lineage = { base: champion ?? null, planted: true };
  const { version } = await storage.learning.add({ ...made, lineage, ...encodeSettings(settings) });
  await storage.learning.judge(version, "challenger", { gates: [] });
  return version;
}
