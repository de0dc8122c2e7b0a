const HELD_FROM = 20;
const HELD_ABOVE_SHARE = 0.2;

/** Whether so many removals look like a source that went away rather than like people tidying up. */
export function needsConfirmation(removals: number, documents: number): boolean {
  return removals >= HELD_FROM && removals > documents * HELD_ABOVE_SHARE;
}

export function describeHeldRemovals(source: string, removals: number, documents: number): string {
  return `${source} would lose ${removals} of its ${documents} documents, so none of these was removed: if they are meant to go, run \`sync ${source} --confirm-removals\`.`;
}
