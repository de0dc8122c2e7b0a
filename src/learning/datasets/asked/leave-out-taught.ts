import type { DocumentKey } from "../../../vector-index/vector-index.ts";
import { documentKey, documentOf } from "../../document-key.ts";
import type { Lessons } from "../../writing/gates/check-taught.ts";
import { type DatasetRow, type Dropped, documentsNeeded } from "../dataset-row.ts";
import type { ContextReader } from "../rows/read-contexts.ts";

/** What is to be judged by what it was not taught. */
export interface TaughtVersion {
  version: string;
  lessons: Pick<Lessons, "isAsked" | "isTaught">;
}

export interface TaughtFilter {
  /** Whether any passage of a document, as it is now, was taught: then no question is made of it. */
  leavesOut(document: DocumentKey): Promise<boolean>;
  /** Rows without those whose question, or a passage of whose documents, was taught. */
  leaveOut(rows: readonly DatasetRow[]): Promise<DatasetRow[]>;
}

export function createTaughtFilter(
  { version, lessons }: TaughtVersion,
  reader: ContextReader,
  dropped: Dropped,
): TaughtFilter {
  const known = new Map<string, Promise<boolean>>();
  const look = async ({ source, documentId }: DocumentKey) => {
    const passages = await reader.passagesOf(source, documentId);
    return lessons.isTaught(passages.map(({ text }) => text).join(" "));
  };
  const isTaught = (document: DocumentKey) => {
    const key = documentKey(document);
    const found = known.get(key) ?? look(document);
    known.set(key, found);
    return found;
  };
  const whyNot = async (row: DatasetRow) => {
    if (lessons.isAsked(row.standAlone)) return `a question that ${version} was taught`;
    for (const key of documentsNeeded(row)) {
      if (await isTaught(documentOf(key))) {
        return `a question of a document whose passages ${version} was taught`;
      }
    }
    return undefined;
  };
  return {
    async leavesOut(document) {
      const found = await isTaught(document);
      if (found) {
        dropped.add(`a document whose passages ${version} was taught: no question is made of it`);
      }
      return found;
    },
    async leaveOut(rows) {
      const kept: DatasetRow[] = [];
      for (const row of rows) {
        const why = await whyNot(row);
        if (why === undefined) kept.push(row);
        else dropped.add(why);
      }
      return kept;
    },
  };
}
