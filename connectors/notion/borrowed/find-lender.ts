import { hash } from "../../shared/state/hash.ts";
import { isRefusal } from "../api/translate-notion-error.ts";
import type { Run } from "../sync/run.ts";
import { covers, type Readers, readersAt, rootOf } from "../workspace/audiences.ts";
import { describeColumns } from "../workspace/columns.ts";
import type { Node } from "../workspace/node.ts";
import type { Borrowing } from "./borrowing.ts";

/** A document, or a database, as far as others show something of it. */
export interface Lender {
  title: string;
  /** From the outermost page that is seen to itself. */
  ids: readonly string[];
  /** Absent for a database. */
  editedAt?: number;
  /** What its columns are made of, of a data source. */
  columns: readonly string[];
  /** Its own; several where a database has data sources with others. */
  readers: Readers[];
  /** The roots that they come from. */
  roots: string[];
}

/** `unseen`: the connection is not shown it. `unknown`: nothing was found out of it in this run. */
export type Found = Lender | "unseen" | "unknown";

/** What stands under an id; `ask`: as what Notion may be asked for it where it is not known. */
export async function findLender(
  run: Run,
  id: string,
  ask: readonly ("page" | "database" | "data-source")[] = [],
): Promise<Found> {
  const { workspace } = run;
  if (run.gone.has(id)) return "unseen";
  const node = workspace.nodes.get(id);
  if (node !== undefined) return lenderOf(run, node);
  const sources = workspace.dataSourcesOf(id).filter((one) => !run.gone.has(one.id));
  const [first] = sources;
  // Whoever asks for its title has to ask for the database: its data sources may be called otherwise.
  if (first !== undefined && ask.length === 0) {
    const place = await run.places.of(first);
    if (place.trashed) return "unseen";
    const above = place.ids.slice(0, place.ids.indexOf(id) + 1);
    return databaseLender(
      run,
      first.title,
      above,
      sources.map((source) => source.id),
    );
  }
  try {
    for (const type of first === undefined ? ask : (["database"] as const)) {
      if (type !== "database") {
        const page = await workspace.node(id, type);
        if (page !== undefined) return await lenderOf(run, page);
      } else {
        const database = await workspace.database(id);
        const place = database && (await run.places.ofDatabase(id));
        if (place?.trashed === false) {
          return databaseLender(
            run,
            database?.title ?? "",
            place.ids,
            database?.dataSourceIds ?? [],
          );
        }
      }
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return ask.length > 0 || run.isListed ? "unseen" : "unknown";
}

/** Whether all who hold `readers` may read it. */
export function lendsTo(lender: Found, readers: Readers): boolean {
  return isLender(lender) && lender.readers.every((own) => covers(own, readers));
}

/** Whether they may read all that stands in it: a part of it may be mapped to others. */
export async function lendsRowsTo(
  run: Run,
  id: string,
  lender: Found,
  readers: Readers,
): Promise<boolean> {
  if (!lendsTo(lender, readers)) return false;
  for (const [root, own] of Object.entries(run.settings.audiences)) {
    if (covers(own, readers)) continue;
    const part = await findLender(run, root, ["page", "database"]);
    if (isLender(part) && part.ids.includes(id)) return false;
  }
  return true;
}

export function isLender(found: Found): found is Lender {
  return typeof found === "object";
}

/** Differs when what was shown would be another now; of what is not shown only the roots count. */
export function stateOf({ kind, isShown }: Pick<Borrowing, "kind" | "isShown">, found: Found) {
  if (!isLender(found)) return "";
  const { title, editedAt, columns, roots } = found;
  // A database's data sources may be called otherwise than itself.
  const titles = editedAt === undefined ? [] : [title];
  const text = [String(editedAt)];
  const shown = { title: titles, text, values: columns, columns, words: [], block: [] }[kind];
  return hash([...(isShown ? shown : []), "", ...roots]).slice(0, 6);
}

async function lenderOf({ places, settings }: Run, node: Node): Promise<Found> {
  const { ids, trashed } = await places.of(node);
  if (trashed) return "unseen";
  return {
    title: node.title,
    ids,
    editedAt: node.editedAt,
    columns: describeColumns(node.columns ?? []),
    readers: [readersAt(settings.audiences, ids)],
    roots: [rootOf(settings.audiences, ids) ?? ""],
  };
}

function databaseLender(
  { settings: { audiences } }: Run,
  title: string,
  ids: readonly string[],
  dataSourceIds: readonly string[],
): Lender {
  const lines = [ids, ...dataSourceIds.map((id) => [...ids, id])];
  const roots = new Set(lines.map((line) => rootOf(audiences, line) ?? ""));
  const readers = lines.map((line) => readersAt(audiences, line));
  return { title, ids, columns: [], readers, roots: [...roots].sort() };
}
