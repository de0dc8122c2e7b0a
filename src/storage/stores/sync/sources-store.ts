import type { Kysely, Selectable } from "kysely";
import { fromJson, nullToUndefined, toJson, undefinedToNull } from "../../column-values.ts";
import { inTurn } from "../../in-turn.ts";
import type { DatabaseSchema, SourcesTable } from "../../schema.ts";
import type { SourceRecord, Storage } from "../../storage.ts";
import { raiseGroupsVersion } from "../groups/groups-version.ts";
import { createSecretsStore } from "./secrets-store.ts";

export function createSourcesStore(database: Kysely<DatabaseSchema>): Storage["sources"] {
  return {
    async list() {
      const rows = await database.selectFrom("sources").selectAll().orderBy("name").execute();
      return rows.map(toRecord);
    },
    get: (name) => read(database, name),
    add(source, sealed) {
      return database.transaction().execute(async (transaction) => {
        const result = await transaction
          .insertInto("sources")
          .values(toRow(source))
          .onConflict((conflict) => conflict.column("name").doNothing())
          .executeTakeFirstOrThrow();
        if (result.numInsertedOrUpdatedRows !== 1n) return false;
        if (sealed !== undefined) await createSecretsStore(transaction).set(source.name, sealed);
        return true;
      });
    },
    async update(name, change, sealed) {
      await inTurn(database, `source ${name}`, async (transaction) => {
        const source = await read(transaction, name);
        if (source === undefined) return;
        const row = toRow({ ...source, ...change, name });
        await transaction.updateTable("sources").set(row).where("name", "=", name).execute();
        if (sealed !== undefined) await createSecretsStore(transaction).set(name, sealed);
      });
    },
    async remove(name) {
      // Its documents and failures go with it by their foreign key.
      await database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom("sources").where("name", "=", name).execute();
        await transaction.deleteFrom("groupSyncs").where("source", "=", name).execute();
        await transaction.deleteFrom("readerGroups").where("source", "=", name).execute();
        await raiseGroupsVersion(transaction);
      });
    },
  };
}

async function read(
  database: Kysely<DatabaseSchema>,
  name: string,
): Promise<SourceRecord | undefined> {
  const query = database.selectFrom("sources").selectAll().where("name", "=", name);
  const row = await query.executeTakeFirst();
  return row && toRecord(row);
}

function toRow(source: SourceRecord): SourcesTable {
  return {
    ...undefinedToNull(source),
    settings: JSON.stringify(source.settings),
    audience: toJson(source.audience),
    lastSyncCounts: toJson(source.lastSyncCounts),
    lag: toJson(source.lag),
    paused: Number(source.paused),
    sample: Number(source.sample),
  };
}

function toRecord(row: Selectable<SourcesTable>): SourceRecord {
  return {
    ...nullToUndefined(row),
    settings: JSON.parse(row.settings),
    audience: fromJson(row.audience),
    lastSyncCounts: fromJson(row.lastSyncCounts),
    lag: fromJson(row.lag),
    paused: row.paused === 1,
    sample: row.sample === 1,
  };
}
