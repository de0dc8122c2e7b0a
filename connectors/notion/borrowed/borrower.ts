import type { Named } from "../markdown/rich-text.ts";
import { lastPlace, type Run } from "../sync/run.ts";
import { readersAt, rootOf } from "../workspace/audiences.ts";
import { below, type Place, placeHash } from "../workspace/places.ts";
import { type Borrowing, isUuid } from "./borrowing.ts";
import { type Found, findLender, isLender, type Lender, lendsTo, stateOf } from "./find-lender.ts";
import { pageOfBlock } from "./page-of-block.ts";
import type { Lends } from "./take-over.ts";

/** Pages named on one document that are looked up; it can take a request for each. */
const MOST_NAMED = 500;

export interface Borrower extends Lends {
  /** Notes what the document shows of another, or would; false where it must not. */
  borrow(kind: Borrowing["kind"], id: string, found: Found, isShown?: boolean): boolean;
  /** Also what is not shown: it may have to be when the readers are others. */
  borrowings(): Borrowing[];
}

/** What a document that is being read may show of others, and what it then does. */
export function createBorrower(run: Run, documentId: string, place: Place): Borrower {
  const { audiences } = run.settings;
  const readers = readersAt(audiences, place.ids);
  const borrowings = new Map<string, Borrowing>();
  const named = new Set<string>();

  /** What is noted can be looked at again later; what is not must not be shown. */
  function borrow(
    kind: Borrowing["kind"],
    id: string,
    found: Found,
    isShown = lendsTo(found, readers),
  ): boolean {
    if (!isUuid(id)) return false;
    const state = stateOf({ kind, isShown }, found);
    borrowings.set(`${kind} ${id}`, { kind, id, isShown, state });
    return isShown;
  }

  function childOf(id: string, title: string): Lender {
    const ids = [...place.ids, id];
    return {
      title,
      ids,
      editedAt: 0,
      columns: [],
      readers: [readersAt(audiences, ids)],
      roots: [rootOf(audiences, ids) ?? ""],
    };
  }

  /** What is known of it in this run, or is called and stands as when it was indexed. */
  function knownChild(id: string, rawTitle: string): Lender | undefined {
    const node = run.workspace.nodes.get(id);
    if (node !== undefined) return childOf(id, node.title);
    if (run.gone.has(id) || !run.knownIds.has(id)) return undefined;
    const where = placeHash(below(place, { id, title: rawTitle, trashed: false }));
    return lastPlace(run, id) === where ? childOf(id, rawTitle) : undefined;
  }

  return {
    borrow,
    borrowings: () => [...borrowings.values()],
    userName: run.names.userName,

    async titleOf({ id, type }: Named): Promise<string | undefined> {
      if (named.size >= MOST_NAMED && !named.has(id)) return undefined;
      named.add(id);
      const found = await findLender(
        run,
        id,
        type === "page" ? ["page", "database"] : ["database"],
      );
      return borrow("title", id, found) && isLender(found) ? found.title : undefined;
    },

    async titleOfChild(id: string, rawTitle: string): Promise<string | undefined> {
      const child = knownChild(id, rawTitle) ?? (await findLender(run, id, ["page"]));
      return borrow("title", id, child) && isLender(child) ? child.title : undefined;
    },

    async mayShowBlock(blockId: string): Promise<boolean> {
      const keeper = await pageOfBlock(run, blockId);
      if (keeper === undefined) return borrow("block", blockId, "unseen");
      return (
        keeper === documentId || borrow("text", keeper, await findLender(run, keeper, ["page"]))
      );
    },
  };
}
