import type {
  KindCount,
  KindDescription,
  PersonNames,
  PrivacyStorage,
} from "../ports/privacy-storage.ts";
import type { Database, DataKind } from "./data-kind.ts";
import { DATA_KINDS } from "./data-kinds.ts";
import { identify, listNames } from "./find-names.ts";
import { clearRows, clearSome, countRows } from "./rows.ts";

/** All of it that is the same for any database; emptying files is not. */
export function createPrivacyStore(database: Database): Omit<PrivacyStorage, "scrub"> {
  return {
    kinds: describeKinds(),
    count: (person) => ofPerson(person, database, true),
    erase: (person, erasure) =>
      database.transaction().execute(async (transaction) => {
        const counts = await ofPerson(person, transaction, false);
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
      for (const rows of expiredOf(kind, before)) count += await countRows(rows, database);
      return count;
    },
    async removeExpired(kind, before, limit) {
      for (const rows of expiredOf(kind, before)) {
        const removed = await clearSome(rows, limit, database);
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

async function ofPerson(
  person: PersonNames,
  database: Database,
  isCount: boolean,
): Promise<KindCount[]> {
  const counts: KindCount[] = [];
  for (const { name, ofPerson } of DATA_KINDS) {
    if (ofPerson === undefined) continue;
    let count = 0;
    for (const part of ofPerson(person)) {
      if (typeof part === "function") count += await part(database, isCount);
      else count += await (isCount ? countRows : clearRows)(part, database);
    }
    counts.push({ kind: name, count });
  }
  return counts;
}

function expiredOf(name: string, before: number): ReturnType<NonNullable<DataKind["expired"]>> {
  return DATA_KINDS.find((kind) => kind.name === name)?.expired?.(before) ?? [];
}

/** As the database calls a table. */
function databaseName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
