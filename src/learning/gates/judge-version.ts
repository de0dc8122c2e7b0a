import type { Audience } from "../../access/audience.ts";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import { type RetrievalSettings, settingsFor } from "../../answer/retrieval/retrieval-settings.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { documentKey } from "../document-key.ts";
import { LearningError } from "../learning-error.ts";
import { decodeSettings } from "../registry/encode-settings.ts";
import type { LabelledQuestion } from "../tuning/labelled-question.ts";
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

export interface Judging {
  learned: LearnedVersion;
  /** What serves now; undefined: what Footnote comes with. */
  champion: RetrievalSettings | undefined;
  test: readonly LabelledQuestion[];
  /** What was learned alike without the documents of the question at that place; the version itself if it never saw `test`. */
  learnedWithout?: SettingsFor;
  /** Keys of all documents that were voted on. */
  labelled: ReadonlySet<string>;
  audience: Audience;
}

/** The gates before a version may serve, in their order, until one is not passed. */
export async function judgeVersion(judging: Judging, deps: AnswerDeps): Promise<GateResult[]> {
  const { champion, test, labelled, audience } = judging;
  let challenger: RetrievalSettings | undefined;
  let trouble: string | undefined;
  try {
    challenger = settingsFor(decodeSettings(judging.learned), await deps.servingEmbedder());
    if (challenger === undefined)
      trouble = "It was learned for another embedder than the one that serves.";
  } catch (error) {
    if (!(error instanceof LearningError)) throw error;
    trouble = error.message;
  }
  const nothing = { gains: [], ms: [] };
  if (trouble !== undefined) return [judgeDeployment(trouble, nothing, nothing)];
  const serving: SettingsFor = () => champion;
  const learnedWithout = judging.learnedWithout ?? (() => challenger);
  const itself: SettingsFor = () => challenger;
  const variants = judging.learnedWithout ? [serving, learnedWithout, itself] : [serving, itself];
  const measured = await measureServed(test, audience, variants, deps);
  const [before = nothing, without = nothing, own = without] = measured;
  const gates: GateResult[] = [judgeRetrieval(test, before, without)];
  if (gates.at(-1)?.passed !== true) return gates;
  const finds = judgeItself(before, own);
  if (!finds.passed) return [finds];
  const every = Math.max(1, Math.ceil(test.length / MOST_ANSWERED));
  const some = test.filter((_, at) => at % every === 0);
  const answers = await measureAnswers(some, audience, serving, deps);
  for (const settings of variants.slice(1)) {
    const served = await measureAnswers(some, audience, (at) => settings(at * every), deps);
    const judged = judgeAnswers(answers, served);
    if (!judged.passed) return [...gates, judged];
    if (settings === itself) gates.push(judged);
  }
  const untaught = await knownItems(KNOWN_ITEMS, labelled, audience, deps);
  // Where nearly every document was voted on, other questions about those have to do.
  const items =
    untaught.length >= LEAST_KNOWN
      ? untaught
      : await knownItems(KNOWN_ITEMS, new Set(), audience, deps);
  const [knew = nothing, knows = nothing] = await measureServed(
    items,
    audience,
    [serving, itself],
    deps,
  );
  gates.push(judgeForgetting(knew, knows));
  if (gates.at(-1)?.passed !== true) return gates;
  const timed = ([a, b]: readonly [Served, Served]) => ({ gains: [], ms: [...a.ms, ...b.ms] });
  gates.push(judgeDeployment(undefined, timed([before, knew]), timed([own, knows])));
  return gates;
}

/** Keys of every document that some question is about. */
export function labelledDocuments(questions: readonly LabelledQuestion[]): Set<string> {
  return new Set(questions.flatMap(({ positives }) => positives.map(documentKey)));
}
