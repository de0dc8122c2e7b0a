import type { KindCount, KindDescription, PrivacyStorage } from "../ports/privacy-storage.ts";
import { DATA_KINDS } from "./data-kinds.ts";
import { type Expiry, removeSome } from "./expiry.ts";
import { identify, listNames } from "./find-names.ts";
import type { Database } from "./held-by.ts";
import { clearRows } from "./rows.ts";
import { personOf, type Whose } from "./whose.ts";

/** All of it that is the same for any database; emptying files is not. */
export function createPrivacyStore(database: Database): Omit<PrivacyStorage, "scrub"> {
  return {
    kinds: describeKinds(),
    count: (person) => clearAll(personOf(person), database, true),
    erase: (person, erasure) =>
      database.transaction().execute(async (transaction) => {
        const counts = await clearAll(personOf(person), transaction);
        if (erasure === undefined) return counts;
        const { id, at } = erasure;
        await transaction
          .insertInto("erasures")
          .values({ id, at })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return counts;
      }),
    identify: (person) => identify(person, database),
    listNames: () => listNames(database),
    async listErasures() {
      const rows = await database.selectFrom("erasures").select("id").orderBy("at").execute();
      return rows.map(({ id }) => id);
    },
    async countExpired(kind, before) {
      let count = 0;
      for (const { rows } of expiriesOf(kind)) {
        count += await clearRows(rows(before, database), database, true);
      }
      return count;
    },
    async removeExpired(kind, before, limit) {
      for (const expiry of expiriesOf(kind)) {
        const removed = await removeSome(expiry, before, limit, database);
        if (removed > 0) return removed;
      }
      return 0;
    },
  };
}

/** Every kind, for the data map. */
export function describeKinds(): KindDescription[] {
  return DATA_KINDS.map(({ name, tables, what, whose, until, erased }) => ({
    ...{ name, what, whose, until, erased },
    tables: tables.map(databaseName),
  }));
}

/** Clears all that is theirs, kind by kind; `isCount`: only says how much it is. */
export async function clearAll(
  whose: Whose,
  database: Database,
  isCount = false,
): Promise<KindCount[]> {
  const counts: KindCount[] = [];
  for (const { name, held = [] } of DATA_KINDS) {
    let count = 0;
    for (const part of held) count += await part.clear(whose, database, isCount);
    const isAskedFor = whose.workspace !== undefined || held.some((one) => !one.isOfWorkspaces);
    if (isAskedFor) counts.push({ kind: name, count });
  }
  return counts;
}

function expiriesOf(name: string): readonly Expiry[] {
  return DATA_KINDS.find((kind) => kind.name === name)?.expires ?? [];
}

/** As the database calls a table. */
function databaseName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
