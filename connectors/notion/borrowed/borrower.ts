import type { Run } from "../sync/run.ts";
import { readersAt, rootOf } from "../workspace/audiences.ts";
import type { Place } from "../workspace/places.ts";
import { type Borrowing, isUuid } from "./borrowing.ts";
import { type Found, findLender, isLender, type Lender, lendsTo, stateOf } from "./find-lender.ts";
import { pageOfBlock } from "./page-of-block.ts";
import { reachValues } from "./reach-values.ts";

/** Pages named on one document that are looked up; it can take a request for each. */
const MOST_NAMED = 500;

export type Borrower = ReturnType<typeof createBorrower>;

/** What a document that is being read may show of others, and what it then does. */
export function createBorrower(run: Run, documentId: string, place: Place) {
  const { audiences } = run.settings;
  const readers = readersAt(audiences, place.ids);
  const borrowings = new Map<string, Borrowing>();
  const named = new Set<string>();

  function note(kind: Borrowing["kind"], id: string, isShown: boolean, found: Found): void {
    const state = stateOf({ kind, isShown }, found);
    borrowings.set(`${kind} ${id}`, { kind, id, isShown, state });
  }

  /** What is noted can be looked at again later; what is not must not be shown. */
  function borrow(kind: Borrowing["kind"], id: string, found: Found): boolean {
    if (!isUuid(id)) return false;
    const isShown = lendsTo(found, readers);
    note(kind, id, isShown, found);
    return isShown;
  }

  function childOf(id: string, title: string): Lender {
    const ids = [...place.ids, id];
    return {
      title: run.workspace.nodes.get(id)?.title ?? title,
      ids,
      editedAt: 0,
      relations: [],
      readers: [readersAt(audiences, ids)],
      roots: [rootOf(audiences, ids) ?? ""],
    };
  }

  return {
    /** Also what is not shown: it may have to be when the readers are others. */
    borrowings: () => [...borrowings.values()],

    /** The title of a page or database that is named; undefined when not each reader may read it. */
    async titleOf(id: string, type: "page" | "database"): Promise<string | undefined> {
      if (named.size >= MOST_NAMED && !named.has(id)) return undefined;
      named.add(id);
      const found = await findLender(
        run,
        id,
        type === "page" ? ["page", "database"] : ["database"],
      );
      return borrow("title", id, found) && isLender(found) ? found.title : undefined;
    },

    /** The title of a page that stands on this one: of one that is known nothing has to be asked. */
    async titleOfChild(id: string, title: string): Promise<string | undefined> {
      const { workspace, knownIds } = run;
      const isKnown = workspace.nodes.has(id) || (knownIds.has(id) && !run.gone.has(id));
      const child = isKnown ? childOf(id, title) : await findLender(run, id, ["page"]);
      return borrow("title", id, child) && isLender(child) ? child.title : undefined;
    },

    /** Whether the text of a block that is kept elsewhere may be shown. */
    async mayShowBlock(blockId: string): Promise<boolean> {
      const keeper = await pageOfBlock(run, blockId);
      if (keeper === undefined) return borrow("block", blockId, "unseen");
      return (
        keeper === documentId || borrow("text", keeper, await findLender(run, keeper, ["page"]))
      );
    },

    /** Whether values that are worked out from related rows may be shown. */
    async mayShowValues(dataSourceId: string, hasRollUp: boolean): Promise<boolean> {
      const { sources, isOpen } = await reachValues(run, dataSourceId, readers);
      const [own, ...others] = sources;
      // A roll-up without a relation has one to what is not shown to the connection.
      if (others.length === 0 && own?.relations?.length === 0) return !hasRollUp;
      for (const { id } of sources) note("values", id, isOpen, await findLender(run, id));
      return isOpen;
    },
  };
}
