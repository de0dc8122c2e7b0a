import { createHash } from "node:crypto";
import { connectedGroups } from "../../connected-groups.ts";
import { documentKey } from "../../document-key.ts";
import { type DatasetRow, documentsNeeded } from "../dataset-row.ts";
import { alikeNames } from "./near-duplicates.ts";

export const SPLITS = ["train", "dev", "test"] as const;
export type Split = (typeof SPLITS)[number];

/** As asked for. */
export const SHARES: Readonly<Record<Split, number>> = { train: 0.8, dev: 0.1, test: 0.1 };

export interface SplitRows {
  rows: Record<Split, DatasetRow[]>;
  /** To which split a document belongs that no row rests on: it may distract there. */
  splitOfDocument: (key: string) => Split;
}

/**
 * Rows in three parts that share no question, however worded, and no document: what hangs together by
 * either stays together. The same rows always come apart the same way. `isWhole`: passages of another
 * part stay where they were shown.
 */
export function splitRows(rows: readonly DatasetRow[], isWhole = false): SplitRows {
  const groups = groupsOf(rows).toSorted(
    (a, b) => b.length - a.length || (hashOf(a) < hashOf(b) ? -1 : 1),
  );
  const split: Record<Split, DatasetRow[]> = { train: [], dev: [], test: [] };
  const splitOf = new Map<string, Split>();
  for (const group of groups) {
    const to = emptiest(split, rows.length);
    split[to].push(...group);
    for (const document of group.flatMap(documentsNeeded)) splitOf.set(document, to);
  }
  const splitOfDocument = (key: string) => splitOf.get(key) ?? byHash(key);
  const prune = (part: Split) =>
    split[part]
      .map((row) => (isWhole ? row : prunedTo(part, row, splitOfDocument)))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    rows: { train: prune("train"), dev: prune("dev"), test: prune("test") },
    splitOfDocument,
  };
}

/** What was shown beside it, but is of another part, goes; the others keep their order, marks follow. */
function prunedTo(part: Split, row: DatasetRow, splitOf: (key: string) => Split): DatasetRow {
  const kept = row.contexts.map((context) => splitOf(documentKey(context)) === part);
  if (kept.every(Boolean)) return row;
  const number = (n: number) => kept.slice(0, n).filter(Boolean).length;
  const renumbered = (text: string | undefined) =>
    text?.replace(/\[(\d+)\]/g, (mark, n: string) =>
      kept[Number(n) - 1] ? `[${number(Number(n))}]` : mark,
    );
  return {
    ...row,
    contexts: row.contexts.filter((_, at) => kept[at]),
    answer: renumbered(row.answer),
    gold: renumbered(row.gold),
  };
}

/** Of which most is missing; the first of equals. */
function emptiest(split: Record<Split, DatasetRow[]>, all: number): Split {
  const missing = (part: Split) => SHARES[part] * all - split[part].length;
  return SPLITS.reduce((best, part) => (missing(part) > missing(best) ? part : best));
}

function groupsOf(rows: readonly DatasetRow[]): DatasetRow[][] {
  const alike = alikeNames(rows.map((row) => row.standAlone));
  return connectedGroups(rows, (row, at) => [...documentsNeeded(row), ...(alike[at] ?? [])]);
}

function hashOf(group: readonly DatasetRow[]): string {
  const ids = group.map(({ id }) => id).toSorted();
  return createHash("sha256").update(ids.join("\0")).digest("hex");
}

function byHash(key: string): Split {
  const place = createHash("sha256").update(key).digest().readUInt32BE() / 2 ** 32;
  if (place < SHARES.train) return "train";
  return place < SHARES.train + SHARES.dev ? "dev" : "test";
}
