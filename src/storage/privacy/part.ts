import { namesIn, stringsIn } from "../../text/person-name.ts";
import {
  anyTable,
  type Cell,
  type Change,
  type Column,
  type Condition,
  type Database,
  eb,
  type Held,
  heldBy,
  mayName,
  type Table,
} from "./held-by.ts";
import { clearRows, removeKeys, valuesOf } from "./rows.ts";
import type { Whose } from "./whose.ts";

/** What stands in the place of somebody's name. */
export const ERASED = "erased";

/** A part of a kind of data, and how it goes with whom it is about. */
export interface Part {
  /** Of a workspace alone it is no part of what there is of a person. */
  isOfWorkspaces?: boolean;
  /** Removes or changes it; `isCount`: only says how much it is. */
  clear(whose: Whose, database: Database, isCount: boolean): Promise<number>;
  /** All names, of people and of other things, that stand in it. */
  names?(database: Database): Promise<string[]>;
}

/** Rows with a column that holds theirs: they go, or are changed to what there is to be `instead`. */
export function theirs<T extends Table>(
  table: T,
  columns: { [C in Column<T>]?: Held },
  { instead, only }: { instead?: Change<T>; only?: (whose: Whose) => Condition } = {},
): Part {
  const held = Object.entries(columns) as [string, Held][];
  const named = held.filter(([, as]) => as === "id" || as === "reader").map(([column]) => column);
  return {
    isOfWorkspaces: held.every(([, as]) => as === "place"),
    clear(whose, database, isCount) {
      const any = eb.or(held.map(([column, as]) => heldBy(whose, column, as, database)));
      const where = only === undefined ? any : eb.and([any, only(whose)]);
      return clearRows({ table, where, instead }, database, isCount);
    },
    names: (database) => valuesOf(table, named, database),
  };
}

/**
 * Rows with a text that has a name of theirs in it, or is one string of it: they go, or are changed to
 * what there is to be `instead`.
 */
export function naming<T extends Table>(
  table: T,
  key: Column<T>,
  texts: readonly Column<T>[],
  how: { only?: Condition; as?: "anywhere" | "whole strings"; instead?: Change<T> } = {},
): Part {
  const [id, columns]: [string, readonly string[]] = [key, texts];
  return {
    async clear(whose, database, isCount) {
      const isTheirs = (text: Cell = null) =>
        how.as === "whole strings"
          ? stringsIn(String(text)).some(whose.is)
          : whose.isIn(String(text));
      const may = anyTable(database)
        .selectFrom(table as string)
        .select([id, ...columns])
        .where(eb.or(columns.map((column) => mayName(whose, column))));
      const rows = await (how.only === undefined ? may : may.where(how.only)).execute();
      const found = rows.filter((row) => columns.some((column) => isTheirs(row[column])));
      const keys = found.flatMap((row) => row[id] ?? []);
      const { instead } = how;
      if (isCount) return keys.length;
      if (instead === undefined) await removeKeys(table, id, keys, database);
      else if (keys.length > 0) {
        await clearRows({ table, where: eb(id, "in", keys), instead }, database);
      }
      return keys.length;
    },
    names: async (database) => (await valuesOf(table, columns, database)).flatMap(namesIn),
  };
}

/** Lists of readers: in their place stands nobody, so that a list opens nothing more than before. */
export function readersOf<T extends Table>(
  table: T,
  key: Column<T>,
  column: Column<T>,
  only: Condition = eb.and([]),
): Part {
  const [id, list]: [string, string] = [key, column];
  return {
    async clear(whose, database, isCount) {
      const all = anyTable(database)
        .selectFrom(table as string)
        .where(only);
      let changed = 0;
      // One at a time: lists of large rooms are long, and there may be one an answer.
      for (const row of await all.select(id).where(mayName(whose, list)).execute()) {
        const where = eb.and([only, eb(id, "=", row[id] ?? null)]);
        const [before = "[]"] = await valuesOf(table, [list], database, where);
        const after = JSON.stringify(without(JSON.parse(before), whose));
        if (after === before) continue;
        changed += 1;
        if (!isCount) await clearRows({ table, where, instead: { [list]: after } }, database);
      }
      return changed;
    },
    names: async (database) =>
      (await valuesOf(table, [list], database, only))
        .flatMap((one) => [JSON.parse(one)].flat(2) as string[])
        .filter((one) => one.startsWith("user:")),
  };
}

type Lists = string | Lists[];

function without(lists: Lists, whose: Whose): Lists {
  if (typeof lists !== "string") return lists.map((one) => without(one, whose));
  return whose.is(lists) ? ERASED : lists;
}
