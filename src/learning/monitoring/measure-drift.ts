import { DAY_MS } from "../../feedback/reports/report-period.ts";
import type { Embedder } from "../../models/models.ts";
import { guessLanguage } from "../../text/guess-language.ts";
import { words } from "../../text/tokenize.ts";
import type { AskedQuestion } from "./asked-question.ts";
import {
  compareNames,
  compareNumbers,
  compareVectors,
  type Difference,
} from "./compare-samples.ts";

/** `similarity`: cosine of the nearest passage; `meaning`: where questions lie among the embedder's vectors. */
export type DriftMeasure = "length" | "language" | "outcome" | "support" | "similarity" | "meaning";

export interface Drift {
  measure: DriftMeasure;
  /** Population stability index; of `meaning`, the distance between the means. Null where there is too little. */
  value: number | null;
  /** How often chance gives as much. */
  pValue: number | null;
  verdict: "steady" | "shifted" | "too few" | "not measured";
  /** How many were compared. */
  before: number;
  after: number;
}

export interface DriftReport {
  /** First day of the later part, with which all before it is compared. */
  since: string;
  measures: Drift[];
}

const LEAST_QUESTIONS = 50;
/** One busy person is not everybody. */
const MOST_OF_ONE = 20;
const MOST_EMBEDDED = 200;
const UNLIKELY = 0.01;
/** Below that nobody would act on it, however sure it is. */
const LEAST_INDEX = 0.1;

/** The last quarter of the period, held against what came before. */
export async function measureDrift(
  questions: readonly AskedQuestion[],
  { since, until }: { since: number; until: number },
  embedder: Pick<Embedder, "embed" | "maxTextsPerCall"> | undefined,
): Promise<DriftReport> {
  const days = Math.round((until - since) / DAY_MS);
  const border = until - Math.max(1, Math.floor(days / 4)) * DAY_MS;
  const before = ofMany(questions.filter(({ askedAt }) => askedAt < border));
  const after = ofMany(questions.filter(({ askedAt }) => askedAt >= border));
  const numbers = (measure: DriftMeasure, of: (one: AskedQuestion) => number | undefined) => {
    const [a, b] = [before, after].map((asked) => asked.flatMap((one) => of(one) ?? []));
    return judge(measure, a ?? [], b ?? [], compareNumbers);
  };
  const names = (measure: DriftMeasure, of: (one: AskedQuestion) => string) =>
    judge(measure, before.map(of), after.map(of), compareNames);
  return {
    since: new Date(border).toISOString().slice(0, 10),
    measures: [
      numbers("length", ({ text }) => words(text).length),
      names("language", ({ text }) => guessLanguage(text)),
      names("outcome", ({ outcome }) => outcome),
      numbers("support", ({ support }) => support),
      numbers("similarity", ({ similarity }) => similarity),
      await meaning(before, after, embedder),
    ],
  };
}

async function meaning(
  before: readonly AskedQuestion[],
  after: readonly AskedQuestion[],
  embedder: Pick<Embedder, "embed" | "maxTextsPerCall"> | undefined,
): Promise<Drift> {
  const [a, b] = [before, after].map((asked) => spread(asked, MOST_EMBEDDED));
  const counts = { before: a?.length ?? 0, after: b?.length ?? 0 };
  const none = { measure: "meaning", value: null, pValue: null, ...counts } as const;
  if (embedder === undefined) return { ...none, verdict: "not measured" };
  if (counts.before < LEAST_QUESTIONS || counts.after < LEAST_QUESTIONS) {
    return { ...none, verdict: "too few" };
  }
  try {
    const vectors = [await embedAll(a ?? [], embedder), await embedAll(b ?? [], embedder)] as const;
    return judge("meaning", ...vectors, compareVectors);
  } catch {
    // A model that is away costs one line of the report, not the report.
    return { ...none, verdict: "not measured" };
  }
}

async function embedAll(
  questions: readonly AskedQuestion[],
  embedder: Pick<Embedder, "embed" | "maxTextsPerCall">,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  const size = embedder.maxTextsPerCall;
  for (let at = 0; at < questions.length; at += size) {
    const texts = questions.slice(at, at + size).map(({ text }) => text);
    vectors.push(...(await embedder.embed(texts, "query")));
  }
  return vectors;
}

function judge<T>(
  measure: DriftMeasure,
  before: readonly T[],
  after: readonly T[],
  compare: (before: readonly T[], after: readonly T[]) => Difference,
): Drift {
  const counts = { measure, before: before.length, after: after.length };
  if (before.length === 0 && after.length === 0) {
    return { ...counts, value: null, pValue: null, verdict: "not measured" };
  }
  if (before.length < LEAST_QUESTIONS || after.length < LEAST_QUESTIONS) {
    return { ...counts, value: null, pValue: null, verdict: "too few" };
  }
  const { value, pValue } = compare(before, after);
  const isLarge = measure === "meaning" || value >= LEAST_INDEX;
  return { ...counts, value, pValue, verdict: pValue < UNLIKELY && isLarge ? "shifted" : "steady" };
}

/** The newest of each person, up to a limit. */
function ofMany(questions: readonly AskedQuestion[]): AskedQuestion[] {
  const counts = new Map<string, number>();
  return questions.filter(({ askedBy }) => {
    const count = (counts.get(askedBy) ?? 0) + 1;
    counts.set(askedBy, count);
    return count <= MOST_OF_ONE;
  });
}

/** So many, evenly from the first to the last. */
function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const step = items.length / most;
  return Array.from({ length: most }, (_, n) => items[Math.floor(n * step)]).filter(
    (item) => item !== undefined,
  );
}
