/** Principals by the id of the root that they may read below. */
export type Audiences = Readonly<Record<string, string[]>>;

/** Undefined: what was said of the source as a whole, which is not known here. */
export type Readers = readonly string[] | undefined;

/** The nearest root among ids that lead from the outermost to the document itself. */
export function rootOf(audiences: Audiences, ids: readonly string[]): string | undefined {
  return ids.findLast((id) => Object.hasOwn(audiences, id));
}

/** Who may read what stands at the end of these ids. */
export function readersAt(audiences: Audiences, ids: readonly string[]): string[] | undefined {
  const root = rootOf(audiences, ids);
  return root === undefined ? undefined : audiences[root];
}

/**
 * Whether each of `narrow` surely is among `wide`. A group may have members who are not `everyone`:
 * guests and outsiders; so nothing is taken to hold another principal but `public`.
 */
export function covers(wide: Readers, narrow: Readers): boolean {
  if (narrow?.length === 0 || wide?.includes("public") === true) return true;
  if (wide === undefined || narrow === undefined) return wide === narrow;
  return narrow.every((principal) => wide.includes(principal));
}
