import { average, percentile, round } from "../../evaluation/ranking-metrics.ts";
import { leastGain, lookConfidence } from "../experiments/look-bound.ts";
import { pairedGain } from "../experiments/paired-gain.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";
import { groupsOf } from "../tuning/fold-by-document.ts";
import { type GateResult, signed } from "./gate.ts";
import type { Answered } from "./measure-answers.ts";
import type { Served } from "./measure-served.ts";

/** Of nDCG@10 on questions that everybody's documents give rise to. */
const MOST_FORGOTTEN = 0.02;
/** Of fewer questions nobody knows. */
export const LEAST_KNOWN = 10;
/** Of the share of questions, in answers and in refusals. */
const MOST_LOST = 0.02;
const MOST_SLOWER = 1.5;
/** Below this a ratio says nothing. */
const QUICK_MS = 50;

/**
 * Whether the challenger finds more on documents never voted on: the lower bound of the paired gain is above zero,
 * resampled by groups of questions that hang together, and so it is at the confidence that the `look`-th look asks for.
 */
export function judgeRetrieval(
  questions: readonly LabelledQuestion[],
  champion: Served,
  challenger: Served,
  { look = 1, championSince }: { look?: number; championSince?: number | undefined } = {},
): GateResult {
  const groupOf = new Map(
    groupsOf(questions).flatMap((members, n) => members.map((q) => [q, String(n)] as const)),
  );
  const pairs = questions.map((question, at) => ({
    group: groupOf.get(question) ?? "",
    champion: champion.gains[at] ?? 0,
    challenger: challenger.gains[at] ?? 0,
  }));
  const paired = pairedGain(pairs);
  const [low, high] = paired.interval;
  const gain = round(paired.gain);
  const confidence = lookConfidence(look);
  const least = leastGain(pairs, confidence);
  const passed = low > 0 && least > 0;
  const isNewer = ({ saidAt = 0 }: LabelledQuestion) =>
    championSince !== undefined && saidAt > championSince;
  const newer = pairs.filter((_, at) => isNewer(questions[at] as LabelledQuestion));
  const newerGain = round(average(newer.map((pair) => pair.challenger - pair.champion)));
  const shown = `nDCG@10 ${signed(gain)}, 95 % interval ${signed(low)} to ${signed(high)}`;
  const asked = `${signed(least)} at the least, as sure as look ${look} at what serves has to be (${percent(confidence)})`;
  return {
    gate: "retrieval",
    passed,
    reason: `${passed ? "It finds more" : "A gain cannot be shown"}: ${shown}; ${asked}.${
      newer.length === 0
        ? ""
        : ` On the ${newer.length} that were said since what serves was learned: ${signed(newerGain)}.`
    }`,
    figures: {
      ...{ questions: questions.length, champion: round(average(champion.gains)) },
      ...{ challenger: round(average(challenger.gains)), gain, low, high },
      ...(newer.length === 0 ? {} : { newer: newer.length, newerGain }),
      ...{ look, confidence, least: Number.isFinite(least) ? round(least) : -1 },
    },
  };
}

/** As many places as tell looks apart: `96.96 %`, `99.9969 %`. */
function percent(share: number): string {
  const places = Math.max(2, Math.ceil(-Math.log10(1 - share)));
  return `${(share * 100).toFixed(places)} %`;
}

/**
 * What passed may have been its likes: the version that would serve has to find no less itself, on all that is labelled,
 * learned from or not. Undefined where it does.
 */
export function judgeItself(champion: Served, challenger: Served): GateResult | undefined {
  const [before, after] = [average(champion.gains), average(challenger.gains)];
  const gain = round(after - before);
  if (gain >= 0) return undefined;
  return {
    gate: "retrieval",
    passed: false,
    reason: `The version itself finds less than what serves: nDCG@10 ${signed(gain)}.`,
    figures: { questions: champion.gains.length, champion: round(before), itself: round(after) },
  };
}

/** Whether as much is answered from the right documents, and as much refused where they are not there. */
export function judgeAnswers(champion: Answered, challenger: Answered): GateResult {
  const questions = champion.right.length;
  // One question more or less says nothing.
  const most = Math.max(MOST_LOST, 1 / Math.max(1, questions));
  const lost = (what: keyof Answered) => round(average(champion[what]) - average(challenger[what]));
  const [right, refused] = [lost("right"), lost("refused")];
  const worse =
    right > most
      ? `Fewer questions are answered from the right document: ${right} less.`
      : refused > most
        ? `Fewer questions are refused that nothing answers: ${refused} less.`
        : undefined;
  return {
    gate: "answers",
    passed: worse === undefined,
    reason: worse ?? "As much is answered from the right documents, and as much refused.",
    figures: {
      ...{ questions, championRight: round(average(champion.right)) },
      challengerRight: round(average(challenger.right)),
      championRefused: round(average(champion.refused)),
      challengerRefused: round(average(challenger.refused)),
    },
  };
}

/** Whether it still finds what it is not about. */
export function judgeForgetting(champion: Served, challenger: Served): GateResult {
  const [before, after] = [average(champion.gains), average(challenger.gains)];
  const lost = round(before - after);
  const isEnough = champion.gains.length >= LEAST_KNOWN;
  const passed = isEnough && lost <= MOST_FORGOTTEN;
  return {
    gate: "forgetting",
    passed,
    reason: passed
      ? "What it was not taught is found as before."
      : !isEnough
        ? `${champion.gains.length} questions can be made of the documents, ${LEAST_KNOWN} are the least to tell by.`
        : `It has forgotten: nDCG@10 on what it was not taught fell by ${lost}.`,
    figures: {
      questions: champion.gains.length,
      champion: round(before),
      challenger: round(after),
    },
  };
}

/** Whether it loads, belongs to the embedder that serves, and is as quick. */
export function judgeDeployment(
  trouble: string | undefined,
  champion: Served,
  challenger: Served,
): GateResult {
  const [before, after] = [percentile(champion.ms, 0.95), percentile(challenger.ms, 0.95)];
  const isSlow = after > QUICK_MS && after > before * MOST_SLOWER;
  const slow = `A search takes ${Math.round(after)} ms (p95), ${round(after / before)} times as long.`;
  const reason = trouble ?? (isSlow ? slow : undefined);
  return {
    gate: "deployment",
    passed: reason === undefined,
    reason: reason ?? "It loads, belongs to the embedder that serves, and is as quick.",
    figures: { championP95Ms: round(before), challengerP95Ms: round(after) },
  };
}
