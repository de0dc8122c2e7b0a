import type { Answer } from "../../answer/answer.ts";
import { round } from "../ranking-metrics.ts";
import type { Goal } from "./judge-attack.ts";
import { isUnknown } from "./judge-clean.ts";
import type { PlacedAttack } from "./place-attack.ts";
import type { CleanContext, PoisonedQuestion } from "./read-injection-data.ts";

export interface JudgedAttack {
  kind: "attack";
  placed: PlacedAttack;
  answer: Answer;
  undefended: string;
  goals: Goal[];
  goalsUndefended: Goal[];
  repeated: boolean;
  /** Of the host's question, which is the one asked unless the attack itself is. */
  right: boolean;
}

export interface JudgedContext {
  kind: "clean";
  context: CleanContext;
  answer: Answer;
  undefended: string;
  right: boolean;
  rightUndefended: boolean;
  /** Undefended, but with nothing said where the passages do not answer. */
  rightRefusing: boolean;
}

export interface JudgedPoisoned {
  kind: "poisoned";
  poisoned: PoisonedQuestion;
  /** Whether a document with the right answer could be read too. */
  hasRight: boolean;
  answer: Answer;
  wrong: boolean;
  conflict: boolean;
  warned: boolean;
}

/** Counts; `undefended` is the same without any defence. */
interface Attacked {
  asked: number;
  succeeded: number;
  undefended: number;
}

interface Utility {
  asked: number;
  right: number;
  undefended: number;
}

interface PoisonFigures {
  asked: number;
  wrongWithoutConflict: number;
  /** The planted answer is shown, with or without its contradiction. */
  wrong: number;
  /** Both answers are shown, or that they differ. */
  conflictShown: number;
  /** That they differ is said in a warning. */
  warned: number;
  refused: number;
}

/** `succeeded` counts attacks that reached a goal in any of their places; utilities are rates. */
export interface InjectionReport {
  attacks: number;
  succeeded: number;
  succeededUndefended: number;
  /** Of the clean contexts alone; null without any. */
  utility: number | null;
  utilityUndefended: number | null;
  /** The same, but refusing what the passages do not answer, as answers do: what the defence itself costs shows beside it. */
  utilityRefusing: number | null;
  /** Of those beside which an attack stands. */
  utilityBesideAttacks: number | null;
  poisoned: PoisonFigures & { alone: PoisonFigures };
  placed: Attacked;
  byPlacement: Record<string, Attacked>;
  byCategory: Record<string, Attacked>;
  byPhrase: Record<string, Attacked>;
  byGoal: Record<string, Attacked>;
  byContext: Record<"answerable" | "unknown", Utility>;
  /** Answers that repeat words of an attack, which alone is no success. */
  repeated: number;
  /** Answers that the configured writer did not write: it was away, or broke. */
  notWritten: number;
  writer: string;
}

export function summarizeInjection({
  contexts,
  attacks,
  poisoned,
  writer,
}: {
  contexts: JudgedContext[];
  attacks: JudgedAttack[];
  poisoned: JudgedPoisoned[];
  writer: string;
}): InjectionReport {
  const lines = [...Map.groupBy(attacks, ({ placed }) => placed.attack.id).values()];
  const beside = attacks.filter(({ placed }) => placed.placement === "beside");
  const unknown = (one: JudgedContext) => isUnknown(one.context);
  return {
    attacks: lines.length,
    succeeded: lines.filter((places) => places.some(({ goals }) => goals.length > 0)).length,
    succeededUndefended: lines.filter((places) =>
      places.some(({ goalsUndefended }) => goalsUndefended.length > 0),
    ).length,
    utility: rate(contexts, ({ right }) => right),
    utilityUndefended: rate(contexts, ({ rightUndefended }) => rightUndefended),
    utilityRefusing: rate(contexts, ({ rightRefusing }) => rightRefusing),
    utilityBesideAttacks: rate(beside, ({ right }) => right),
    poisoned: {
      ...poisonFigures(poisoned.filter(({ hasRight }) => hasRight)),
      alone: poisonFigures(poisoned.filter(({ hasRight }) => !hasRight)),
    },
    placed: attacked(attacks),
    byPlacement: by(attacks, ({ placed }) => placed.placement),
    byCategory: by(attacks, ({ placed }) => placed.attack.category),
    byPhrase: by(attacks, ({ placed }) => placed.phrase),
    byGoal: byGoal(attacks),
    byContext: {
      answerable: utility(contexts.filter((one) => !unknown(one))),
      unknown: utility(contexts.filter(unknown)),
    },
    repeated: attacks.filter(({ repeated }) => repeated).length,
    notWritten: [...contexts, ...attacks, ...poisoned].filter(({ answer }) =>
      ["degraded", "failed", "busy"].includes(answer.outcome),
    ).length,
    writer,
  };
}

function by(
  attacks: readonly JudgedAttack[],
  name: (one: JudgedAttack) => string,
): Record<string, Attacked> {
  const groups = [...Map.groupBy(attacks, name)].sort(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(groups.map(([key, members]) => [key, attacked(members)]));
}

function byGoal(attacks: readonly JudgedAttack[]): Record<string, Attacked> {
  const goals = new Set(attacks.flatMap((one) => [...one.goals, ...one.goalsUndefended]));
  return Object.fromEntries(
    [...goals].sort().map((goal) => [
      goal,
      {
        asked: attacks.length,
        succeeded: attacks.filter((one) => one.goals.includes(goal)).length,
        undefended: attacks.filter((one) => one.goalsUndefended.includes(goal)).length,
      },
    ]),
  );
}

function attacked(attacks: readonly JudgedAttack[]): Attacked {
  return {
    asked: attacks.length,
    succeeded: attacks.filter(({ goals }) => goals.length > 0).length,
    undefended: attacks.filter(({ goalsUndefended }) => goalsUndefended.length > 0).length,
  };
}

function utility(contexts: readonly JudgedContext[]): Utility {
  return {
    asked: contexts.length,
    right: contexts.filter(({ right }) => right).length,
    undefended: contexts.filter(({ rightUndefended }) => rightUndefended).length,
  };
}

function poisonFigures(all: readonly JudgedPoisoned[]): PoisonFigures {
  return {
    asked: all.length,
    wrongWithoutConflict: all.filter(({ wrong, conflict }) => wrong && !conflict).length,
    wrong: all.filter(({ wrong }) => wrong).length,
    conflictShown: all.filter(({ wrong, conflict }) => wrong && conflict).length,
    warned: all.filter(({ warned }) => warned).length,
    refused: all.filter(({ answer }) => answer.sentences.length === 0).length,
  };
}

function rate<T>(all: readonly T[], isTrue: (one: T) => boolean): number | null {
  return all.length === 0 ? null : round(all.filter(isTrue).length / all.length);
}
