import { documentKey } from "../document-key.ts";
import type { Provenance } from "./text-origin.ts";

/** A passage as it is now, by the number it has in the row. */
export interface RowContext {
  source: string;
  documentId: string;
  /** Of its text. */
  hash: string;
  title: string;
  headings: string[];
  path: string;
  updatedAt: string | undefined;
  text: string;
}

/** A question with what is known of its answers; what every format is made of. */
export interface DatasetRow {
  id: string;
  at: number;
  kind: "answer" | "verified" | "synthetic" | "unanswerable";
  surface: string;
  question: string;
  /** As it was searched for. */
  standAlone: string;
  contexts: RowContext[];
  /** Documents that answer it, as `documentKey` names them; none where nobody has said which do. */
  documents: string[];
  /** What was answered; `[n]` names the n-th context. */
  answer: string | undefined;
  /** What should have been answered. */
  gold: string | undefined;
  /** The same in a person's words alone, also where no passage says it. */
  correction: string | undefined;
  /** The row of the verified answer that the correction became. */
  reviewed: string | undefined;
  model: string | undefined;
  promptVersion: string | undefined;
  adapterVersion: string | undefined;
  votes: { up: number; down: number; reasons: string[]; citations: Record<string, number> };
  /** Who voted, under names that hold in this reading alone. */
  voters: string[];
  /** Where each text comes from. */
  provenance: {
    question: Provenance;
    contexts: Provenance;
    answer?: Provenance;
    gold?: Provenance;
  };
}

/** What the writer says where the passages hold no answer. */
export const REFUSAL = "NOT_FOUND";

const MARK = /\[(\d+)\]/g;

/** The passages of a row that a text of it names by their marks. */
export function namedContexts(
  text: string,
  { contexts }: Pick<DatasetRow, "contexts">,
): RowContext[] {
  return [...text.matchAll(MARK)].flatMap(([, n]) => contexts[Number(n) - 1] ?? []);
}

/** Documents that it cannot do without: those that answer it, and those whose passages its texts name. */
export function documentsNeeded({ documents, contexts, answer, gold }: DatasetRow): string[] {
  const marked = [answer, gold].flatMap((text) => namedContexts(text ?? "", { contexts }));
  return [...new Set([...documents, ...marked.map(documentKey)])];
}

/** Counts what is left out, by why. */
export class Dropped {
  readonly counts: Record<string, number> = {};

  add(reason: string, times = 1): undefined {
    if (times > 0) this.counts[reason] = (this.counts[reason] ?? 0) + times;
    return undefined;
  }
}
