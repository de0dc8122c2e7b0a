import type { Audience } from "../../access/audience.ts";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import { misfitOf, type RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";
import { LearningError } from "../learning-error.ts";
import { decodeSettings } from "../registry/encode-settings.ts";
import type { GateResult } from "./gate.ts";
import {
  judgeAnswers,
  judgeDeployment,
  judgeForgetting,
  judgeItself,
  judgeRetrieval,
  LEAST_KNOWN,
} from "./judge-challenger.ts";
import { knownItems } from "./known-items.ts";
import { measureAnswers } from "./measure-answers.ts";
import { measureServed, type Served, type SettingsFor } from "./measure-served.ts";

const KNOWN_ITEMS = 100;
/** Answering takes longer than searching. */
const MOST_ANSWERED = 100;
const NOTHING: Served = { gains: [], ms: [] };

/** As it is, or would be, registered. */
type Kept = Pick<LearnedVersion, "version" | "artifact" | "digest">;

export interface Judging {
  learned: Kept;
  /** What serves now; undefined: what Footnote comes with. */
  champion: RetrievalSettings | undefined;
  test: readonly LabelledQuestion[];
  /** What was learned alike without the documents of the question at that place; the version itself if it never saw `test`. */
  learnedWithout?: SettingsFor;
  /** When what serves was learned: of what was said since it knows nothing. Undefined: it is what Footnote comes with. */
  championSince?: number | undefined;
  /** How often it was looked at this champion, from 1; each time more is asked for. */
  look?: number;
  /** Keys of all documents that were voted on. */
  labelled: ReadonlySet<string>;
  audience: Audience;
}

/** The gates before a version may serve, in their order, until one is not passed. */
export async function judgeVersion(judging: Judging, deps: AnswerDeps): Promise<GateResult[]> {
  const gates: GateResult[] = [];
  for await (const gate of gatesOf(judging, deps)) {
    gates.push(gate);
    if (!gate.passed) break;
  }
  return gates;
}

/** What costs a later gate its work is done once it is asked for. */
async function* gatesOf(judging: Judging, deps: AnswerDeps): AsyncGenerator<GateResult> {
  const { learned, champion, test, labelled, audience } = judging;
  const challenger = await readChallenger(learned, deps);
  if (typeof challenger === "string") {
    yield judgeDeployment(challenger, NOTHING, NOTHING);
    return;
  }
  const serving: SettingsFor = () => champion;
  const itself: SettingsFor = () => challenger;
  // Once where they are the same.
  const next = [...new Set([judging.learnedWithout ?? itself, itself])];
  const measure = (questions: readonly LabelledQuestion[], variants: readonly SettingsFor[]) =>
    measureServed(questions, audience, [serving, ...variants], deps);

  const [before = NOTHING, without = NOTHING, own = without] = await measure(test, next);
  const gain = judgeRetrieval(test, before, without, judging);
  yield gain.passed ? (judgeItself(before, own) ?? gain) : gain;
  yield await judgeAnswering(test, audience, [serving, ...next], deps);
  const [knew = NOTHING, knows = NOTHING] = await measure(
    await untaughtItems(labelled, audience, deps),
    [itself],
  );
  yield judgeForgetting(knew, knows);
  const timed = (a: Served, b: Served) => ({ gains: [], ms: [...a.ms, ...b.ms] });
  yield judgeDeployment(undefined, timed(before, knew), timed(own, knows));
}

/** Or why it cannot be used. */
async function readChallenger(
  learned: Kept,
  deps: AnswerDeps,
): Promise<RetrievalSettings | string> {
  try {
    const settings = decodeSettings(learned);
    const by = { embedder: await deps.servingEmbedder(), index: await deps.index.kind() };
    const misfit = misfitOf(settings, by);
    return misfit === undefined ? settings : `It was ${misfit}.`;
  } catch (error) {
    if (error instanceof LearningError) return error.message;
    throw error;
  }
}

/** The first that answers or refuses less than what serves, or else the last: the version itself. */
async function judgeAnswering(
  test: readonly LabelledQuestion[],
  audience: Audience,
  [serving, ...next]: readonly [SettingsFor, ...SettingsFor[]],
  deps: AnswerDeps,
): Promise<GateResult> {
  const every = Math.max(1, Math.ceil(test.length / MOST_ANSWERED));
  const some = test.filter((_, at) => at % every === 0);
  const measure = (settings: SettingsFor) =>
    measureAnswers(some, audience, (at) => settings(at * every), deps);
  const champion = await measure(serving);
  let judged = judgeAnswers(champion, champion);
  for (const settings of next) {
    if (judged.passed) judged = judgeAnswers(champion, await measure(settings));
  }
  return judged;
}

/** Where nearly every document was voted on, other questions about those have to do. */
async function untaughtItems(labelled: ReadonlySet<string>, audience: Audience, deps: AnswerDeps) {
  const items = await knownItems(KNOWN_ITEMS, labelled, audience, deps);
  return items.length >= LEAST_KNOWN ? items : knownItems(KNOWN_ITEMS, new Set(), audience, deps);
}

/** Keys of every document that some question is about. */
export function labelledDocuments(questions: readonly LabelledQuestion[]): Set<string> {
  return new Set(questions.flatMap(({ positives }) => positives.map(documentKey)));
}
