import { createHash } from "node:crypto";
import { contentStems } from "../../../text/content-stems.ts";
import { contentTerms } from "../../../text/content-terms.ts";
import { stem } from "../../../text/stem.ts";
import { documentKey } from "../../document-key.ts";
import { type DatasetRow, REFUSAL, type RowContext } from "../dataset-row.ts";

const MARKS = /\s?\[\d+\]/g;

/** What `eval answers` and `eval retrieval` read: each right answer is a case that has to stay right. */
export function toEvaluationFiles(rows: readonly DatasetRow[]): Record<string, string> {
  const cases = toCases(rows);
  const corpus = corpusOf(rows);
  const known = new Set(corpus.map(({ _id }) => _id));
  const documentsOf = (row: DatasetRow) =>
    row.documents.map(documentName).filter((name) => known.has(name));
  const searched = cases.filter(({ row }) => documentsOf(row).length > 0);
  return {
    "corpus.jsonl": jsonLines(corpus),
    "qa.jsonl": jsonLines(
      cases.map(({ row, right }) => ({
        ...{ id: row.id, question: row.standAlone },
        ...(right === REFUSAL
          ? { answers: [], doc_ids: [], answerable: false }
          : {
              ...{ answers: [right], mentions: mentionsOf(right, row), doc_ids: documentsOf(row) },
              answerable: true,
            }),
      })),
    ),
    "queries.jsonl": jsonLines(searched.map(({ row }) => ({ _id: row.id, text: row.standAlone }))),
    "qrels.tsv": [
      "query-id\tcorpus-id\tscore",
      ...searched.flatMap(({ row }) => documentsOf(row).map((name) => `${row.id}\t${name}\t1`)),
      "",
    ].join("\n"),
  };
}

/** Rows of which the right answer is known; what a reviewer made of a correction stands for it. */
function toCases(rows: readonly DatasetRow[]): { row: DatasetRow; right: string }[] {
  const ids = new Set(rows.map(({ id }) => id));
  return rows.flatMap((row) => {
    const right = rightAnswer(row);
    if (right === undefined || (row.reviewed !== undefined && ids.has(row.reviewed))) return [];
    return [{ row, right: right.replaceAll(MARKS, "") }];
  });
}

function rightAnswer({ correction, gold, answer, votes }: DatasetRow): string | undefined {
  return correction ?? gold ?? (votes.up > votes.down ? answer : undefined);
}

/**
 * The words by which a right answer is known however it is put: those that neither the question nor an
 * answer that was wrong says; of a wrong one that says them all, those that the question does not.
 */
function mentionsOf(right: string, { standAlone, answer, votes }: DatasetRow): string[] {
  const asked = contentStems(standAlone);
  const said = contentTerms(right).filter((term) => !asked.has(stem(term)));
  const isWrong = answer !== undefined && votes.up <= votes.down;
  const wrong = isWrong ? contentStems(answer) : new Set<string>();
  const telling = said.filter((term) => !wrong.has(stem(term)));
  return telling.length > 0 ? telling : said;
}

function corpusOf(rows: readonly DatasetRow[]) {
  const documents = new Map<string, RowContext[]>();
  for (const context of rows.flatMap((row) => row.contexts)) {
    const key = documentKey(context);
    const known = documents.get(key) ?? [];
    if (!known.some(({ hash }) => hash === context.hash)) documents.set(key, [...known, context]);
  }
  return [...documents].map(([key, contexts]) => ({
    _id: documentName(key),
    title: contexts[0]?.title ?? "",
    text: contexts.map(({ text }) => text).join("\n\n"),
  }));
}

/** Names of files and pages may name people. */
function documentName(key: string): string {
  return `d${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
}

export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
