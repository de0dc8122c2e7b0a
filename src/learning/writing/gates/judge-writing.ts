import { average, percentile, round } from "../../../evaluation/ranking-metrics.ts";
import { pairedGain } from "../../experiments/paired-gain.ts";
import { type GateResult, signed } from "../../gates/gate.ts";
import type { Written } from "./score-answers.ts";

/** Of a share. */
const MOST_LOST = 0.02;
const LEAST_KNOWN = 10;
const MOST_SLOWER = 1.5;
/** Below this a ratio says nothing. */
const QUICK_MS = 2_000;

/**
 * Whether the challenger cites, is supported and refuses as much as the champion, and answers more questions as it
 * should: the lower bound of the paired gain is above zero, whole documents resampled.
 */
export function judgeWriting(
  champion: readonly Written[],
  challenger: readonly Written[],
): GateResult {
  const paired = pairedGain(
    champion.map(({ group, right }, at) => ({
      ...{ group, champion: right },
      challenger: challenger[at]?.right ?? 0,
    })),
  );
  const [low, high] = paired.interval;
  const gain = round(paired.gain);
  const [before, after] = [summarize(champion), summarize(challenger)];
  const most = Math.max(MOST_LOST, 1 / Math.max(1, champion.length));
  const lost = (what: keyof typeof before) => round(before[what] - after[what]);
  const interval = `${signed(gain)}, 95 % interval ${signed(low)} to ${signed(high)}`;
  const worse =
    lost("cited") > most
      ? `Fewer answers cite what they say: ${after.cited} in place of ${before.cited}.`
      : lost("supported") > most
        ? `Less of what it writes is supported by the passages: ${after.supported} in place of ${before.supported}.`
        : lost("refused") > most
          ? `Fewer questions are refused that nothing answers: ${after.refused} in place of ${before.refused}.`
          : paired.proven
            ? undefined
            : `A gain cannot be shown: answered as they should be ${interval}.`;
  return {
    gate: "answers",
    passed: worse === undefined,
    reason: worse ?? `More questions are answered as they should be: ${interval}.`,
    figures: {
      ...{ questions: champion.length, groups: paired.groups, gain, low, high },
      ...{ championRight: before.right, challengerRight: after.right },
      ...{ championCited: before.cited, challengerCited: after.cited },
      ...{ championSupported: before.supported, challengerSupported: after.supported },
      ...{ championRefused: before.refused, challengerRefused: after.refused },
    },
  };
}

/** Whether it still answers what it is not about. */
export function judgeForgotten(
  champion: readonly Written[],
  challenger: readonly Written[],
): GateResult {
  const [before, after] = [summarize(champion).right, summarize(challenger).right];
  const lost = round(before - after);
  const most = Math.max(MOST_LOST, 1 / Math.max(1, champion.length));
  const reason =
    champion.length < LEAST_KNOWN
      ? `Only ${champion.length} documents lend themselves to questions that it was not taught: ${LEAST_KNOWN} are the least.`
      : lost > most
        ? `It has forgotten: of questions that it was not taught it answers ${after} in place of ${before}.`
        : undefined;
  return {
    gate: "forgetting",
    passed: reason === undefined,
    reason: reason ?? "What it was not taught is answered as before.",
    figures: { questions: champion.length, champion: before, challenger: after },
  };
}

/** Whether it is served, cites and refuses as it was told, and is as quick. */
export function judgeServing(
  trouble: string | undefined,
  champion: readonly Written[],
  challenger: readonly Written[],
): GateResult {
  const p95 = (all: readonly Written[]) =>
    round(
      percentile(
        all.map(({ writeMs }) => writeMs),
        0.95,
      ),
    );
  const [before, after] = [p95(champion), p95(challenger)];
  const isSlow = after > QUICK_MS && after > before * MOST_SLOWER;
  const slow = `Writing takes ${Math.round(after)} ms (p95), ${round(after / before)} times as long.`;
  const reason = trouble ?? (isSlow ? slow : undefined);
  return {
    gate: "deployment",
    passed: reason === undefined,
    reason: reason ?? "It is served, cites and refuses as it is told, and is as quick.",
    figures: { championP95Ms: before, challengerP95Ms: after },
  };
}

function summarize(all: readonly Written[]) {
  const known = (values: (number | undefined)[]) => values.filter((one) => one !== undefined);
  const unanswerable = all.filter(({ answerable }) => !answerable);
  return {
    right: round(average(all.map(({ right }) => right))),
    cited: round(average(known(all.map(({ cited }) => cited)))),
    supported: round(average(known(all.map(({ supported }) => supported)))),
    refused: round(average(unanswerable.map(({ refused }) => refused))),
  };
}
