import { connectedGroups } from "../../connected-groups.ts";
import { type DatasetRow, documentsNeeded } from "../dataset-row.ts";
import { alikeNames } from "./near-duplicates.ts";

/**
 * Why parts are not of the size that was asked for, in one sentence: what hangs together goes to one part whole. Undefined where next
 * to nothing does.
 */
export function describeTies(rows: readonly DatasetRow[]): string | undefined {
  const alike = alikeNames(rows.map(({ standAlone }) => standAlone));
  const words = (_: DatasetRow, at: number) => alike[at] ?? [];
  const largest = (namesOf: (row: DatasetRow, at: number) => readonly string[]) =>
    Math.max(0, ...connectedGroups(rows, namesOf).map(({ length }) => length));
  const all = largest((row, at) => [...documentsNeeded(row), ...words(row, at)]);
  if (all < 2) return undefined;
  const [byWords, byDocuments] = [largest(words), largest(documentsNeeded)];
  return `${all} of ${rows.length} questions hang together and go to one part whole: ${byWords} by nearly the same words alone, ${byDocuments} by their documents alone.`;
}
