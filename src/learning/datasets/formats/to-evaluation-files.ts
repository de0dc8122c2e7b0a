import { createHash } from "node:crypto";
import { documentKey } from "../../document-key.ts";
import type { DatasetRow, RowContext } from "../dataset-row.ts";

const MARKS = /\s?\[\d+\]/g;

/** What `eval answers` and `eval retrieval` read: each right answer is a case that has to stay right. */
export function toEvaluationFiles(rows: readonly DatasetRow[]): Record<string, string> {
  const cases = rows.filter((row) => row.kind !== "unanswerable" && rightAnswer(row) !== undefined);
  const documents = new Map<string, RowContext[]>();
  for (const context of rows.flatMap((row) => row.contexts)) {
    const key = documentKey(context);
    const known = documents.get(key) ?? [];
    if (!known.some(({ hash }) => hash === context.hash)) documents.set(key, [...known, context]);
  }
  const corpus = [...documents].map(([key, contexts]) => ({
    _id: documentName(key),
    title: contexts[0]?.title ?? "",
    text: contexts.map(({ text }) => text).join("\n\n"),
  }));
  return {
    "corpus.jsonl": jsonLines(corpus),
    "qa.jsonl": jsonLines(
      cases.map((row) => ({
        id: row.id,
        question: row.standAlone,
        answers: [rightAnswer(row)?.replaceAll(MARKS, "") ?? ""],
        doc_ids: row.documents.map(documentName),
        answerable: true,
      })),
    ),
    "queries.jsonl": jsonLines(cases.map((row) => ({ _id: row.id, text: row.standAlone }))),
    "qrels.tsv": [
      "query-id\tcorpus-id\tscore",
      ...cases.flatMap((row) => row.documents.map((key) => `${row.id}\t${documentName(key)}\t1`)),
      "",
    ].join("\n"),
  };
}

function rightAnswer({ gold, answer, votes }: DatasetRow): string | undefined {
  return gold ?? (votes.up > votes.down ? answer : undefined);
}

/** Names of files and pages may name people. */
function documentName(key: string): string {
  return `d${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
}

export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
