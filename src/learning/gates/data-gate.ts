import { round } from "../../evaluation/ranking-metrics.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";
import { groupsOf, wordsOf } from "../tuning/fold-by-document.ts";
import type { GateResult } from "./gate.ts";

/** Fewer say nothing of a gain of a few points. */
const LEAST_TRAIN = 40;
/** Groups of questions that hang together: what chance is reckoned by. */
const LEAST_GROUPS = 20;
/** Of all labels that people gave, by one of them. */
const MOST_OF_ONE_VOTER = 0.3;
/** A company of a few people may well have one who votes most. */
const FEW_VOTES = 20;

/** Whether labels are enough, of enough people, and no fold shares a question or a document with another. */
export function checkData(folds: readonly (readonly LabelledQuestion[])[]): GateResult {
  const questions = folds.flat();
  const sizes = folds.map(({ length }) => length).sort((a, b) => a - b);
  // What the largest fold judges and the next one chooses is learned from the others.
  const dev = sizes.at(-2) ?? 0;
  const train = questions.length - (sizes.at(-1) ?? 0) - dev;
  const groups = groupsOf(questions).length;
  const loudest = loudestVoter(questions);
  const leaked = countLeaked(folds);
  const figures = {
    ...{ train, dev, test: questions.length, testGroups: groups },
    ...{ leaked, loudestVoter: round(loudest.share) },
  };
  const reason =
    leaked > 0
      ? `${leaked} questions that judge share a document or their words with those that teach.`
      : loudest.votes > FEW_VOTES && loudest.share > MOST_OF_ONE_VOTER
        ? `One person stands behind ${Math.round(loudest.share * 100)} % of the votes (${loudest.votes}).`
        : train < LEAST_TRAIN || groups < LEAST_GROUPS
          ? `${questions.length} questions in ${groups} groups, ${train} to learn from at a time, are too few: ${LEAST_GROUPS} groups and ${LEAST_TRAIN} to learn from are the least.`
          : undefined;
  return {
    gate: "data",
    passed: reason === undefined,
    reason: reason ?? "Labels are enough, and parted by question and document.",
    figures,
  };
}

/** Questions of which a document or the words are in an earlier fold too. */
function countLeaked(folds: readonly (readonly LabelledQuestion[])[]): number {
  const foldOf = new Map<string, number>();
  return folds.flatMap((members, fold) =>
    members.filter(({ text, positives }) => {
      const names = [wordsOf(text), ...positives.map(documentKey)];
      for (const name of names) if (!foldOf.has(name)) foldOf.set(name, fold);
      return names.some((name) => foldOf.get(name) !== fold);
    }),
  ).length;
}

function loudestVoter(questions: readonly LabelledQuestion[]): { votes: number; share: number } {
  const votes = questions.flatMap(({ voters }) => voters);
  const each = [...Map.groupBy(votes, (voter) => voter).values()].map(({ length }) => length);
  const most = Math.max(0, ...each);
  return { votes: most, share: votes.length === 0 ? 0 : most / votes.length };
}
