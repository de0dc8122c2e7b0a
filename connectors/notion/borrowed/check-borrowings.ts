import type { Run } from "../sync/run.ts";
import type { Readers } from "../workspace/audiences.ts";
import type { Borrowing } from "./borrowing.ts";
import { findLender, isLender, lendsTo, stateOf } from "./find-lender.ts";
import { pageOfBlock } from "./page-of-block.ts";
import { reachValues } from "./reach-values.ts";

/**
 * Whether all that a document shows of others is as it was. What nothing is known of in this run
 * counts as it was, unless everything was listed.
 */
export async function areAsBorrowed(run: Run, borrowings: readonly Borrowing[]): Promise<boolean> {
  for (const borrowing of borrowings) {
    if (borrowing.kind === "block") {
      if ((await pageOfBlock(run, borrowing.id)) !== undefined) return false;
      continue;
    }
    const found = await findAgain(run, borrowing);
    if (found !== "unknown" && stateOf(borrowing, found) !== borrowing.state) return false;
  }
  return true;
}

/** Whether a document for these readers would show the same of others as it did. */
export async function wouldBorrow(
  run: Run,
  borrowings: readonly Borrowing[],
  readers: Readers,
): Promise<boolean> {
  if (!(await areAsBorrowed(run, borrowings))) return false;
  for (const borrowing of borrowings) {
    if (borrowing.kind === "values" || borrowing.kind === "block") continue;
    const found = await findAgain(run, borrowing);
    if (found !== "unknown" && lendsTo(found, readers) !== borrowing.isShown) return false;
  }
  const values = borrowings.find(({ kind }) => kind === "values");
  if (values === undefined) return true;
  return (await reachValues(run, values.id, readers)).isOpen === values.isShown;
}

/** Whether all that it shows of others may be shown to these readers: asked, where it is not known. */
export async function mayShow(
  run: Run,
  borrowings: readonly Borrowing[],
  readers: Readers,
): Promise<boolean> {
  const shown = borrowings.filter(({ isShown }) => isShown);
  for (const { kind, id } of shown) {
    if (kind === "values") continue;
    if (!lendsTo(await findLender(run, id, ["page", "database"]), readers)) return false;
  }
  const values = shown.find(({ kind }) => kind === "values");
  return values === undefined || (await reachValues(run, values.id, readers)).isOpen;
}

/** A text was taken when more edits might still come in the minute of the last one. */
export async function isUnsettled(run: Run, borrowings: readonly Borrowing[]): Promise<boolean> {
  for (const borrowing of borrowings) {
    if (borrowing.kind !== "text" || !borrowing.isShown) continue;
    const found = await findAgain(run, borrowing);
    const { editedAt = 0 } = isLender(found) ? found : {};
    if (editedAt >= (run.cursor?.settledBefore ?? 0)) return true;
  }
  return false;
}

/** What was shown and is in no list is asked for: the search may only be late. */
function findAgain(run: Run, { id, isShown }: Borrowing) {
  return findLender(run, id, run.isListed && isShown ? ["page", "database"] : []);
}
