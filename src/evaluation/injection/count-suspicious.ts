import { hostDocument, type PlacedAttack, type PlacedDocument } from "./place-attack.ts";
import { poisonDocuments } from "./poison-question.ts";
import type { InjectionData } from "./read-injection-data.ts";

/** Documents of one kind, and how many of them admins are pointed to. */
interface Flagged {
  documents: number;
  flagged: number;
}

export interface SuspiciousCounts {
  /** Nothing was planted in these: each is a false alarm. */
  clean: Flagged;
  /** Documents of false statements, most of which give no orders. */
  poisoned: Flagged;
  attacked: Flagged;
  byPlacement: Record<string, Flagged>;
}

/** Of the documents of an evaluation, those that were found suspicious while they were indexed. */
export function countSuspicious(
  { contexts, poisoned }: Pick<InjectionData, "contexts" | "poisoned">,
  placed: readonly PlacedAttack[],
  flaggedIds: readonly string[],
): SuspiciousCounts {
  const flagged = new Set(flaggedIds);
  // A document that is a file of its own is known by its path.
  const names = new Set(flaggedIds.map((id) => id.slice(id.lastIndexOf("/") + 1)));
  const count = (documents: readonly PlacedDocument[]): Flagged => ({
    documents: documents.length,
    flagged: documents.filter(({ id, fileName }) =>
      fileName === undefined ? flagged.has(id) : names.has(fileName),
    ).length,
  });
  const documentsOf = (attacks: readonly PlacedAttack[]) =>
    attacks.flatMap(({ documents }) => documents);
  const groups = [...Map.groupBy(placed, ({ placement }) => placement)].filter(
    ([, attacks]) => documentsOf(attacks).length > 0,
  );
  return {
    clean: count(contexts.map(hostDocument)),
    poisoned: count(poisoned.flatMap(poisonDocuments)),
    attacked: count(documentsOf(placed)),
    byPlacement: Object.fromEntries(
      groups.map(([name, attacks]) => [name, count(documentsOf(attacks))]),
    ),
  };
}
