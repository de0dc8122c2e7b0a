import { round } from "../../evaluation/ranking-metrics.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../tuning/labelled-question.ts";
import { groupsOf, type Split, wordsOf } from "../tuning/split-by-document.ts";
import type { GateResult } from "./gate.ts";

/** Fewer say nothing of a gain of a few points. */
const LEAST_TRAIN = 40;
const LEAST_TEST = 20;
/** Groups of questions that hang together: what chance is reckoned by. */
const LEAST_TEST_GROUPS = 8;
/** Of all labels that people gave, by one of them. */
const MOST_OF_ONE_VOTER = 0.3;
/** A company of a few people may well have one who votes most. */
const FEW_VOTES = 20;

/** Whether labels are enough, of enough people, and the questions that judge are apart from those that teach. */
export function checkData(split: Split<LabelledQuestion>): GateResult {
  const { train, dev, test } = split;
  const groups = groupsOf(test).length;
  const loudest = loudestVoter([...train, ...dev, ...test]);
  const leaked = countLeaked([...train, ...dev], test);
  const figures = {
    ...{ train: train.length, dev: dev.length, test: test.length, testGroups: groups },
    ...{ leaked, loudestVoter: round(loudest.share) },
  };
  const reason =
    leaked > 0
      ? `${leaked} questions that judge share a document or their words with those that teach.`
      : loudest.votes > FEW_VOTES && loudest.share > MOST_OF_ONE_VOTER
        ? `One person stands behind ${Math.round(loudest.share * 100)} % of the votes (${loudest.votes}).`
        : train.length < LEAST_TRAIN || test.length < LEAST_TEST || groups < LEAST_TEST_GROUPS
          ? `${train.length} questions to learn from and ${test.length} in ${groups} groups to judge by are too few: ${LEAST_TRAIN}, ${LEAST_TEST} and ${LEAST_TEST_GROUPS} are the least.`
          : undefined;
  return {
    gate: "data",
    passed: reason === undefined,
    reason: reason ?? "Labels are enough, of several people, and parted by question and document.",
    figures,
  };
}

function countLeaked(taught: readonly LabelledQuestion[], judged: readonly LabelledQuestion[]) {
  const known = new Set(taught.flatMap((q) => [wordsOf(q.text), ...q.positives.map(documentKey)]));
  return judged.filter((q) =>
    [wordsOf(q.text), ...q.positives.map(documentKey)].some((n) => known.has(n)),
  ).length;
}

function loudestVoter(questions: readonly LabelledQuestion[]): { votes: number; share: number } {
  const votes = questions.flatMap(({ voters }) => voters);
  const each = [...Map.groupBy(votes, (voter) => voter).values()].map(({ length }) => length);
  const most = Math.max(0, ...each);
  return { votes: most, share: votes.length === 0 ? 0 : most / votes.length };
}
