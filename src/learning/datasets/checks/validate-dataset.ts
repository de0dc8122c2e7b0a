import { documentKey } from "../../document-key.ts";
import type { Detector } from "../../redaction/finding.ts";
import { KINDS } from "../../redaction/finding.ts";
import type { DatasetRow } from "../dataset-row.ts";
import { type Format, LINES, type TrainingFormat } from "../formats/schemas.ts";
import { describeTies } from "../split/describe-ties.ts";
import { nearDuplicates } from "../split/near-duplicates.ts";
import { SHARES, SPLITS, type Split } from "../split/split-rows.ts";
import type { Provenance } from "../text-origin.ts";
import type { Check } from "./check.ts";
import { type CountedVotes, checkVoters } from "./check-voters.ts";

export interface CheckedDataset {
  format: Format;
  rows: Readonly<Record<Split, readonly DatasetRow[]>>;
  /** As they are written; of `eval` none. */
  lines: Readonly<Record<Split, readonly unknown[]>>;
  votes: CountedVotes;
}

interface CheckDeps {
  find: Detector;
  mayServe: (origin: Provenance) => boolean;
}

const MOST_OF_ONE_LABEL = 0.95;

/** Whether it may be trained on or measured with: each answer of what has to hold, by name. */
export function validateDataset(dataset: CheckedDataset, deps: CheckDeps): Check[] {
  return [
    checkSchema(dataset),
    checkDuplicates(dataset),
    ...(dataset.format === "eval"
      ? []
      : [checkSplits(dataset), checkQuestions(dataset), checkDocuments(dataset)]),
    checkBalance(dataset),
    checkRedaction(dataset, deps.find),
    checkProvenance(dataset),
    checkPolicy(dataset, deps.mayServe),
    // What measures teaches nobody what one person says often.
    ...(dataset.format === "eval" ? [] : [checkVoters(dataset.votes)]),
  ];
}

function checkSchema({ format, lines }: CheckedDataset): Check {
  const all = SPLITS.flatMap((split) => lines[split]);
  const schema = LINES[format as TrainingFormat];
  const bad = format === "eval" ? 0 : all.filter((line) => !schema.safeParse(line).success).length;
  const sentence =
    bad === 0 ? `All ${all.length} lines are as the format has them.` : `${bad} lines are not.`;
  return { name: "schema", ok: bad === 0, sentence };
}

function checkDuplicates({ lines, rows }: CheckedDataset): Check {
  const all = SPLITS.flatMap((split) => lines[split]).map((line) => JSON.stringify(line));
  const twice = all.length - new Set(all).size;
  const questions = SPLITS.flatMap((split) => rows[split]).map((row) => row.standAlone);
  const alike = new Set(nearDuplicates(questions).map(([, later]) => later)).size;
  const sentence = `${twice} lines stand there twice; ${alike} of ${questions.length} questions are nearly another one.`;
  return { name: "duplicates", ok: twice === 0, sentence };
}

/** Of what was asked for, less is worth a word. */
const LEAST_OF_SHARE = 0.5;

function checkSplits({ lines, rows }: CheckedDataset): Check {
  const empty = SPLITS.filter((split) => lines[split].length === 0);
  const all = SPLITS.reduce((sum, split) => sum + lines[split].length, 0);
  const isOff = SPLITS.some((split) => lines[split].length < LEAST_OF_SHARE * SHARES[split] * all);
  const ties = isOff ? describeTies(SPLITS.flatMap((split) => rows[split])) : undefined;
  const told =
    empty.length === 0
      ? `There are ${SPLITS.map((split) => `${lines[split].length} to ${split}`).join(", ")}.`
      : `Nothing is left to ${empty.join(" and ")}${ties === undefined ? ": there are too few questions" : ""}.`;
  const sentence = ties === undefined ? told : `${told} ${ties}`;
  return { name: "splits", ok: empty.length === 0, sentence };
}

/** @see splitRows, which sees to it; this looks at what came of it. */
function checkQuestions({ rows }: CheckedDataset): Check {
  const all = SPLITS.flatMap((split) => rows[split].map((row) => ({ split, row })));
  const leaks = nearDuplicates(all.map(({ row }) => row.standAlone)).filter(
    ([a, b]) => all[a]?.split !== all[b]?.split,
  ).length;
  const sentence =
    leaks === 0
      ? "No question stands in two parts, however it is worded."
      : `${leaks} questions stand in two parts, in nearly the same words.`;
  return { name: "leakage-by-question", ok: leaks === 0, sentence };
}

function checkDocuments({ rows }: CheckedDataset): Check {
  const partsOf = new Map<string, Set<Split>>();
  for (const split of SPLITS) {
    for (const key of rows[split].flatMap((row) => row.contexts.map(documentKey))) {
      partsOf.set(key, (partsOf.get(key) ?? new Set()).add(split));
    }
  }
  const leaks = [...partsOf.values()].filter((parts) => parts.size > 1).length;
  const sentence =
    leaks === 0
      ? `None of ${partsOf.size} documents stands in two parts.`
      : `${leaks} of ${partsOf.size} documents stand in two parts.`;
  return { name: "leakage-by-document", ok: leaks === 0, sentence };
}

function checkBalance({ format, lines, rows }: CheckedDataset): Check {
  const all = SPLITS.flatMap((split) => lines[split]) as { label?: boolean }[];
  const training = SPLITS.flatMap((split) => rows[split]);
  const [name, part] =
    format === "kto"
      ? ["desirable", all.filter(({ label }) => label === true).length]
      : ["unanswerable", training.filter(({ kind }) => kind === "unanswerable").length];
  const whole = format === "kto" ? all.length : training.length;
  const share = whole === 0 ? 0 : part / whole;
  const isOneSided =
    share > MOST_OF_ONE_LABEL || (format === "kto" && share < 1 - MOST_OF_ONE_LABEL);
  const sentence = `${part} of ${whole} rows are ${name}; more than ${MOST_OF_ONE_LABEL * 100} % of one kind teach nothing else.`;
  return { name: "balance", ok: whole > 0 && !isOneSided, sentence };
}

function checkRedaction({ lines, rows }: CheckedDataset, find: Detector): Check {
  const texts = [
    ...SPLITS.flatMap((split) => lines[split]).flatMap(stringsIn),
    ...SPLITS.flatMap((split) => rows[split]).flatMap(textsOf),
  ];
  const found = new Map<string, number>();
  for (const text of new Set(texts)) {
    for (const { kind } of find(text)) found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  const left = KINDS.flatMap((kind) => (found.has(kind) ? `${found.get(kind)} of ${kind}` : []));
  const sentence =
    left.length === 0
      ? "Nothing in it names or lets in somebody, as far as detectors tell."
      : `It still holds ${left.join(", ")}.`;
  return { name: "pii", ok: left.length === 0, sentence };
}

function checkProvenance({ rows }: CheckedDataset): Check {
  const all = SPLITS.flatMap((split) => rows[split]);
  const unknown = all.filter(
    ({ answer, gold, provenance }) =>
      (answer !== undefined && provenance.answer === undefined) ||
      (gold !== undefined && provenance.gold === undefined),
  ).length;
  const sentence =
    unknown === 0
      ? "Of each text is known where it comes from."
      : `Of ${unknown} rows is not known where a text comes from.`;
  return { name: "provenance", ok: unknown === 0, sentence };
}

function checkPolicy({ rows }: CheckedDataset, mayServe: CheckDeps["mayServe"]): Check {
  const all = SPLITS.flatMap((split) => rows[split]);
  const bad = all.filter(({ provenance }) => !Object.values(provenance).every(mayServe)).length;
  const sentence =
    bad === 0
      ? "It holds no text of a chat that no admin has allowed."
      : `${bad} rows hold text of a chat that no admin has allowed.`;
  return { name: "policy", ok: bad === 0, sentence };
}

/** Every text of a row that is for reading. */
function textsOf({ question, standAlone, contexts, ...said }: DatasetRow): string[] {
  const shown = contexts.flatMap(({ title, headings, path, text }) => [
    title,
    ...headings,
    path,
    text,
  ]);
  const { answer = "", gold = "", correction = "" } = said;
  return [question, standAlone, ...shown, answer, gold, correction];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
