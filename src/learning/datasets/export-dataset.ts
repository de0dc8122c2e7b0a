import { createHmac, randomBytes } from "node:crypto";
import type { Prompts } from "../../prompts/prompts.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { Purpose } from "../../storage/ports/dataset-storage.ts";
import type { Retention } from "../../storage/ports/privacy-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { VectorIndex } from "../../vector-index/vector-index.ts";
import { restsOn } from "../lineage.ts";
import { createDatasetRedactor } from "../redaction/create-redactor.ts";
import { createFinder } from "../redaction/find-identifiers.ts";
import { addDistractors } from "./asked/add-distractors.ts";
import { createAnswerFinder, leaveOutAnswered } from "./asked/answers-elsewhere.ts";
import { createTaughtFilter, type TaughtVersion } from "./asked/leave-out-taught.ts";
import type { Check } from "./checks/check.ts";
import { validateDataset } from "./checks/validate-dataset.ts";
import { type DatasetRow, Dropped } from "./dataset-row.ts";
import { pairAnswers } from "./formats/pair-answers.ts";
import type { Format, TrainingFormat } from "./formats/schemas.ts";
import { jsonLines, toEvaluationFiles } from "./formats/to-evaluation-files.ts";
import { toTrainingLines } from "./formats/to-training-lines.ts";
import { knownPeople } from "./known-people.ts";
import { readVotedAnswers } from "./read-voted-answers.ts";
import { redactRow, redactStrings } from "./redact-row.ts";
import type { SuggestQuestions } from "./rows/ask-for-questions.ts";
import { capVotes } from "./rows/cap-votes.ts";
import { collectAnswer } from "./rows/collect-answers.ts";
import { collectVerified } from "./rows/collect-verified.ts";
import { createContextReader } from "./rows/read-contexts.ts";
import { synthesizeQuestions } from "./rows/synthesize-questions.ts";
import { SPLITS, type Split, splitRows } from "./split/split-rows.ts";
import { createTextPolicyCheck } from "./text-origin.ts";
import { type Card, contentHash, refuseFilled, sha256, writeDataset } from "./write-dataset.ts";

export interface ExportOptions {
  format: Format;
  directory: string;
  /** For the card. */
  name: string;
  /** Also passages that only some may read. */
  includeRestricted?: boolean;
  /** So many questions made of documents at most. */
  synthetic?: number;
  /** Names of people whom texts may name, beside those that are stored. */
  people?: readonly string[];
  /** Nothing that this model or prompt was taught, so that it can be judged by the rest. */
  untaughtBy?: TaughtVersion;
}

export interface ExportDeps {
  storage: Pick<
    Storage,
    | "datasets"
    | "lineages"
    | "verified"
    | "answers"
    | "documents"
    | "accessLists"
    | "groups"
    | "audit"
    | "privacy"
  >;
  index: Pick<VectorIndex, "readDocument" | "listDocuments" | "search">;
  retention: Retention;
  prompts: Prompts;
  /** Where a language model is configured, it thinks up the synthetic questions. */
  suggestQuestions?: SuggestQuestions | undefined;
  now: () => number;
}

/** What would be our own fault: nothing is written. The others stand in the card. */
const NEVER_WRITTEN = [
  "schema",
  "leakage-by-question",
  "leakage-by-document",
  "pii",
  "provenance",
  "policy",
];

/** Nobody said anything that makes a row: nothing is written, and no dataset is known of. */
export class NothingToExport extends AdminError {
  /** What the card would have been: it says what was left out, and why. */
  readonly card: Card;

  constructor(card: Card, directory: string) {
    const way =
      card.format === "dpo"
        ? "it takes answers that people disliked and corrected"
        : "it takes answers that people voted on or corrected, or --synthetic for questions made of documents";
    super(
      `There is nothing to export as ${card.format}, and ${directory} was not written: ${way}.`,
    );
    this.card = card;
  }
}

/** Writes what people said of answers as a dataset, redacted, with its card. @throws AdminError, NothingToExport */
export async function exportDataset(
  options: ExportOptions,
  actor: string,
  deps: ExportDeps,
): Promise<Card> {
  await refuseFilled(options.directory);
  const purpose: Purpose = options.format === "eval" ? "evaluation" : "training";
  const policies = await deps.storage.datasets.policies();
  const mayServe = createTextPolicyCheck(policies, purpose);
  const dropped = new Dropped();
  const collected = await collectRows(options, { ...deps, mayServe, dropped });
  const people = await knownPeople(options.people ?? [], deps.storage);
  const { redact, counts } = createDatasetRedactor({ people });
  const { format } = options;
  const redacted = collected.rows.map((row) => redactRow(row, redact));
  const untaught = (await collected.filter?.leaveOut(redacted)) ?? redacted;
  const asked = arrangeRows(untaught, format, dropped);
  if (format === "dpo") {
    const { unpaired } = pairAnswers(SPLITS.flatMap((part) => asked[part]));
    dropped.add("a disliked answer: those liked were written from other passages", unpaired);
  }
  const made = makeFiles(format, asked, deps.prompts, redact);
  const rows = mapSplits((part) => asked[part].filter((row) => made.used.has(row)));
  const { votes } = collected;
  const dataset = { format, rows, lines: made.lines, votes };
  const checks = validateDataset(dataset, { find: createFinder({ people }), mayServe });
  refuseFaults(checks);
  const files = { ...made.files, "records.jsonl": jsonLines(recordsOf(rows)) };
  const used = SPLITS.flatMap((part) => rows[part]);
  const card: Card = {
    ...{ name: options.name, format, purpose, contentHash: contentHash(files) },
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)])),
    counts: {
      splits: mapSplits((part) => (format === "eval" ? rows : made.lines)[part].length),
      provenance: tally(used.flatMap(({ provenance }) => Object.values(provenance))),
      kinds: tally(used.map(({ kind }) => kind)),
    },
    ...{ dropped: dropped.counts, redacted: counts() },
    votes: {
      people: votes.byVoter.size,
      counted: [...votes.byVoter.values()].reduce((sum, one) => sum + one, 0),
      ...{ uncounted: votes.uncounted, cap: votes.cap },
    },
    includesRestricted: options.includeRestricted === true,
    policies: policies.filter((policy) => policy.purpose === purpose),
    promptVersion: deps.prompts.version("answer"),
    ...{ checks, madeAt: new Date(deps.now()).toISOString() },
  };
  if (made.isEmpty) throw new NothingToExport(card, options.directory);
  const { contentHash: hash, includesRestricted } = card;
  const detail = { format, contentHash: hash, rows: used.length, includesRestricted };
  // Said first: nothing leaves of which the log knows nothing.
  await deps.storage.audit.append({ at: deps.now(), actor, action: "dataset.exported", detail });
  await writeDataset(options.directory, files, card);
  const lineage = { subject: hash, name: options.name, madeAt: deps.now(), ...restsOn(used) };
  await deps.storage.lineages.keep(lineage);
  return card;
}

/** In parts, as they are asked: with passages beside the right ones, and without those that contradict each other. */
function arrangeRows(
  rows: readonly DatasetRow[],
  format: Format,
  dropped: Dropped,
): Record<Split, DatasetRow[]> {
  const holdsAnswer = createAnswerFinder(rows);
  if (format !== "eval") {
    const { rows: parts } = splitRows(leaveOutAnswered(rows, holdsAnswer, dropped));
    return mapSplits((part) => addDistractors(parts[part], holdsAnswer));
  }
  // What measures is one whole: all of it may answer a question, and no part has anything to hide from another.
  const shown = rows.flatMap(({ contexts }) => contexts);
  return splitRows(leaveOutAnswered(rows, holdsAnswer, dropped, shown), true).rows;
}

type CollectingDeps = ExportDeps & {
  mayServe: ReturnType<typeof createTextPolicyCheck>;
  dropped: Dropped;
};

async function collectRows(options: ExportOptions, deps: CollectingDeps) {
  const { storage, index } = deps;
  const includeRestricted = options.includeRestricted === true;
  const reader = await createContextReader({ storage, index, includeRestricted });
  const { untaughtBy } = options;
  const filter = untaughtBy && createTaughtFilter(untaughtBy, reader, deps.dropped);
  const key = randomBytes(32);
  const pseudonym = (voter: string) => createHmac("sha256", key).update(voter).digest("hex");
  const voted = [];
  for await (const one of readVotedAnswers(deps)) if (one.votes.length > 0) voted.push(one);
  const { answers, cap, uncounted } = capVotes(voted);
  const cast = tally(voted.flatMap(({ votes }) => votes.map(({ voter }) => voter)));
  const rows: DatasetRow[] = [];
  const byVoter = new Map<string, number>();
  const verified = await storage.verified.list(["active"]);
  const reviews = new Map(
    verified.toReversed().flatMap((one) => (one.answerId ? [[one.answerId, one] as const] : [])),
  );
  const isToMeasure = options.format === "eval";
  const collecting = { ...deps, reader, pseudonym, includeRestricted, reviews, isToMeasure };
  for (const answer of answers) {
    if (answer.votes.length === 0) {
      deps.dropped.add("votes of somebody who cast too many");
      continue;
    }
    const row = await collectAnswer(answer, collecting);
    if (row === undefined) continue;
    rows.push(row);
    for (const { voter } of answer.votes) byVoter.set(voter, (byVoter.get(voter) ?? 0) + 1);
  }
  for (const one of verified) {
    const row = await collectVerified(one, collecting);
    if (row !== undefined) rows.push(row);
  }
  if (options.synthetic !== undefined) {
    const { suggestQuestions } = deps;
    const how = { suggest: suggestQuestions, isLeftOut: filter?.leavesOut };
    rows.push(...(await synthesizeQuestions(options.synthetic, index, reader, how)));
  }
  return {
    rows,
    filter,
    votes: { byVoter, cap, uncounted, most: Math.max(0, ...Object.values(cast)) },
  };
}

function makeFiles(
  format: Format,
  rows: Readonly<Record<Split, readonly DatasetRow[]>>,
  prompts: Prompts,
  redact: (text: string) => string,
) {
  const used = new Set<DatasetRow>();
  if (format === "eval") {
    const all = SPLITS.flatMap((part) => rows[part]);
    for (const row of all) used.add(row);
    const files = toEvaluationFiles(all);
    return { used, lines: mapSplits(() => []), files, isEmpty: files["qa.jsonl"] === "" };
  }
  const lines = mapSplits((part) => {
    const made = toTrainingLines(format as TrainingFormat, rows[part], prompts);
    for (const row of made.flatMap(({ rows }) => rows)) used.add(row);
    // What stands apart in a row may come together in a prompt.
    const lines = made.map(({ line }) => redactStrings(line, redact));
    const once = new Map(lines.map((line) => [JSON.stringify(line), line]));
    return [...once.values()];
  });
  const files = Object.fromEntries(
    SPLITS.map((part) => [`${part}.jsonl`, jsonLines(lines[part])] as const),
  );
  return { used, lines, files, isEmpty: used.size === 0 };
}

/** What each line is made of; who voted is not told, only how many. */
function recordsOf(rows: Readonly<Record<Split, readonly DatasetRow[]>>) {
  return SPLITS.flatMap((split) =>
    rows[split].map(({ voters, documents: _, at, ...row }) => ({
      ...row,
      contexts: row.contexts.map(({ documentId, ...context }) => ({
        ...context,
        documentId: sha256(documentId).slice(0, 12),
      })),
      ...{ ts: new Date(at).toISOString(), voters: voters.length, split },
    })),
  );
}

function refuseFaults(checks: readonly Check[]): void {
  const fault = checks.find(({ name, ok }) => !ok && NEVER_WRITTEN.includes(name));
  if (fault !== undefined) {
    throw new AdminError(
      `Nothing was written, for the check "${fault.name}" fails: ${fault.sentence}`,
    );
  }
}

function mapSplits<T>(make: (split: Split) => T): Record<Split, T> {
  return { train: make("train"), dev: make("dev"), test: make("test") };
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
