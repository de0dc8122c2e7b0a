import type { Run } from "../sync/run.ts";
import type { Readers } from "../workspace/audiences.ts";
import type { Borrowing } from "./borrowing.ts";
import { type Found, findLender, isLender, lendsRowsTo, lendsTo, stateOf } from "./find-lender.ts";
import { pageOfBlock } from "./page-of-block.ts";

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
    if (borrowing.kind === "words") {
      if (nameMore(run, borrowing, borrowings)) return false;
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
    if (!isLoan(borrowing)) continue;
    const found = await findAgain(run, borrowing);
    if (found === "unknown") continue;
    if ((await lends(run, borrowing, found, readers)) !== borrowing.isShown) return false;
  }
  return true;
}

/** Whether all that it shows of others may be shown to these readers: asked, where it is not known. */
export async function mayShow(
  run: Run,
  borrowings: readonly Borrowing[],
  readers: Readers,
): Promise<boolean> {
  for (const borrowing of borrowings) {
    if (!borrowing.isShown || !isLoan(borrowing)) continue;
    const found = await findLender(run, borrowing.id, kindsOf(borrowing));
    if (!(await lends(run, borrowing, found, readers))) return false;
  }
  return true;
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

/** The others have no readers: a row may always follow its own columns, and what words name is there itself. */
function isLoan({ kind }: Borrowing): boolean {
  return kind === "title" || kind === "text" || kind === "values";
}

/** Whether rows that were found in this run name pages that they did not name when a value was read. */
function nameMore(
  { workspace, cursor }: Run,
  { id }: Borrowing,
  borrowings: readonly Borrowing[],
): boolean {
  const titles = new Set(borrowings.flatMap((one) => (one.kind === "title" ? one.id : [])));
  return workspace.wordyRowsOf(id).some(({ named = [], isCut, editedAt }) => {
    const isNew = editedAt >= (cursor?.settledBefore ?? 0);
    return (isCut === true && isNew) || named.some((page) => !titles.has(page.id));
  });
}

async function lends(
  run: Run,
  { kind, id }: Borrowing,
  found: Found,
  readers: Readers,
): Promise<boolean> {
  return kind === "values" ? lendsRowsTo(run, id, found, readers) : lendsTo(found, readers);
}

/** What was shown and is in no list is asked for: the search may only be late. */
function findAgain(run: Run, borrowing: Borrowing) {
  const isFound = run.workspace.dataSourcesOf(borrowing.id).length > 0;
  const ask = run.isListed && borrowing.isShown && !isFound ? kindsOf(borrowing) : [];
  return findLender(run, borrowing.id, ask);
}

function kindsOf({ kind }: Borrowing) {
  const isOfColumns = kind === "values" || kind === "columns";
  return isOfColumns ? (["data-source"] as const) : (["page", "database"] as const);
}
