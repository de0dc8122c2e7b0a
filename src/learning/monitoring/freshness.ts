import { allowedAccessIds, EVERYONE } from "../../access/audience.ts";
import { OLD_AFTER_MS } from "../../answer/present-sources.ts";
import { round } from "../../evaluation/ranking-metrics.ts";
import { DAY_MS } from "../../feedback/reports/report-period.ts";
import type { SourceRecord, Storage } from "../../storage/storage.ts";
import { documentKey } from "../document-key.ts";
import type { AskedQuestion } from "./asked-question.ts";

export interface SourceFreshness {
  source: string;
  /** Answers that cite it, and their share of all that cite something. */
  answers: number;
  share: number;
  /** Documents cited, and those of them that say they are older than a year and a half. */
  documents: number;
  oldDocuments: number;
  /** Answers whose documents of this source are all that old. */
  answersOnOld: number;
  /** Since the index was in step with it; null where it never was. */
  daysBehind: number | null;
  /** Why somebody should look at it; empty where nobody needs to. */
  why: string[];
}

export interface StaleDocument {
  source: string;
  documentId: string;
  title: string;
  answers: number;
  /** As its source says. */
  updatedAt: string;
}

export interface FreshnessReport {
  /** Most answers first. */
  sources: SourceFreshness[];
  /** Old documents that many answers rest on, of those that everyone may open. */
  documents: StaleDocument[];
  /** As many more may be opened by some only. */
  hiddenDocuments: number;
}

type FreshnessStorage = Pick<Storage, "sources" | "documents" | "accessLists">;
interface CitedDocument {
  source: string;
  documentId: string;
  /** Undefined where the source does not say. */
  updatedAt: string | undefined;
  answers: number;
}

/** Fewer answers than that are not many. */
const MANY = 5;
const LEAST_OLD_SHARE = 0.3;
const BEHIND_DAYS = 30;
const MOST_DOCUMENTS = 10;

/** Sources that answers rest on, and which of them nobody has changed or read for long. */
export async function measureFreshness(
  questions: readonly AskedQuestion[],
  storage: FreshnessStorage,
  now: number,
): Promise<FreshnessReport> {
  const citing = questions.filter(({ cited }) => cited.length > 0);
  const documents = countDocuments(citing);
  const sources = (await storage.sources.list()).map((source) =>
    describe(source, citing, documents, now),
  );
  const stale = documents.filter((one) => one.answers >= MANY && isOld(one, now));
  stale.sort((a, b) => b.answers - a.answers);
  const shown = await openToAll(stale, storage);
  return {
    sources: sources.sort((a, b) => b.answers - a.answers || (a.source < b.source ? -1 : 1)),
    documents: shown.slice(0, MOST_DOCUMENTS),
    hiddenDocuments: stale.length - shown.length,
  };
}

function describe(
  { name: source, inStepAt }: SourceRecord,
  citing: readonly AskedQuestion[],
  allDocuments: readonly CitedDocument[],
  now: number,
): SourceFreshness {
  const documents = allDocuments.filter((one) => one.source === source);
  const old = new Set(documents.filter((one) => isOld(one, now)).map(documentKey));
  const own = citing
    .map(({ cited }) => cited.filter((one) => one.source === source))
    .filter(({ length }) => length > 0);
  const answers = own.length;
  const answersOnOld = own.filter((cited) =>
    cited.every((one) => old.has(documentKey(one))),
  ).length;
  const daysBehind = inStepAt === undefined ? null : Math.floor((now - inStepAt) / DAY_MS);
  const isBehind = daysBehind === null || daysBehind >= BEHIND_DAYS;
  const read =
    daysBehind === null ? "It was never read completely" : `It was read ${daysBehind} days ago`;
  const why = [
    ...(isBehind ? [`${read}, and ${answers} answers rest on it.`] : []),
    ...(answersOnOld >= LEAST_OLD_SHARE * answers
      ? [
          `${answersOnOld} of ${answers} answers rest on documents that nobody has changed for a year and a half.`,
        ]
      : []),
  ];
  return {
    ...{ source, answers, share: citing.length === 0 ? 0 : round(answers / citing.length) },
    ...{ documents: documents.length, oldDocuments: old.size, answersOnOld, daysBehind },
    why: answers < MANY ? [] : why,
  };
}

/** With the newest date that an answer gave. */
function countDocuments(citing: readonly AskedQuestion[]): CitedDocument[] {
  const documents = new Map<string, CitedDocument>();
  for (const { source, documentId, updatedAt } of citing.flatMap(({ cited }) => cited)) {
    const key = documentKey({ source, documentId });
    const known = documents.get(key);
    const dates = [known?.updatedAt, updatedAt ?? undefined].filter((date) => date !== undefined);
    const answers = (known?.answers ?? 0) + 1;
    documents.set(key, { source, documentId, updatedAt: dates.sort().at(-1), answers });
  }
  return [...documents.values()];
}

function isOld({ updatedAt }: CitedDocument, now: number): boolean {
  return updatedAt !== undefined && now - Date.parse(updatedAt) >= OLD_AFTER_MS;
}

/** A title is told to whoever reads the report, so only where everyone may open the document now. */
async function openToAll(
  stale: readonly CitedDocument[],
  { documents, accessLists }: FreshnessStorage,
): Promise<StaleDocument[]> {
  if (stale.length === 0) return [];
  const open = new Set(allowedAccessIds(EVERYONE, await accessLists.list()));
  const shown: StaleDocument[] = [];
  for (const { source, documentId, updatedAt = "", answers } of stale) {
    const record = await documents.get(source, documentId);
    if (record === undefined || !open.has(record.accessId)) continue;
    shown.push({ source, documentId, title: record.title, answers, updatedAt });
  }
  return shown;
}
