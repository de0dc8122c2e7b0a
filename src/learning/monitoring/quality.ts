import { average, round } from "../../evaluation/ranking-metrics.ts";
import type { Outcome } from "../../storage/storage.ts";
import type { AskedQuestion } from "./asked-question.ts";

/** A share with its 95 % interval (Wilson), which is honest for few as well. */
export interface Share {
  share: number;
  low: number;
  high: number;
  of: number;
}

export interface Quality {
  questions: number;
  outcomes: Partial<Record<Outcome, number>>;
  likes: number;
  dislikes: number;
  /** Of the votes; null without any. */
  liked: Share | null;
  /** Of the questions; null without any. */
  notFound: Share | null;
  /** Of answers that cite something. */
  citationsPerAnswer: number | null;
  /** Of the web page's answers that cite something, those from which a source was opened; elsewhere it is not known. */
  opened: Share | null;
  /** Mean of how likely the passages answer the question, 0…1. */
  support: number | null;
}

export function qualityOf(questions: readonly AskedQuestion[]): Quality {
  const outcomes: Quality["outcomes"] = {};
  for (const { outcome } of questions) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const likes = sum(questions, (one) => one.likes);
  const dislikes = sum(questions, (one) => one.dislikes);
  const known = questions.flatMap(({ opened }) => (opened === undefined ? [] : [opened]));
  return {
    questions: questions.length,
    outcomes,
    likes,
    dislikes,
    liked: shareOf(likes, likes + dislikes),
    notFound: shareOf(outcomes["not-found"] ?? 0, questions.length),
    citationsPerAnswer: mean(questions.flatMap(({ citations }) => citations || [])),
    opened: shareOf(known.filter(({ length }) => length > 0).length, known.length),
    support: mean(questions.flatMap(({ support }) => support ?? [])),
  };
}

const Z = 1.96;

function shareOf(count: number, of: number): Share | null {
  if (of === 0) return null;
  const share = count / of;
  const scale = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const low = Math.max(0, middle - half);
  const high = Math.min(1, middle + half);
  return { share: round(share), low: round(low), high: round(high), of };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : round(average(values));
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
