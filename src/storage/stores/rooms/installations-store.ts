import type { Kysely, Selectable } from "kysely";
import type { InstallationsTable } from "../../chat-schema.ts";
import { inTurn } from "../../in-turn.ts";
import type { InstallationRecord, InstallationStorage } from "../../ports/installation-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { keepSealed } from "../../secrets/sealer.ts";

export function createInstallationsStore(database: Kysely<DatabaseSchema>): InstallationStorage {
  return {
    async get(workspaceId) {
      const row = await database
        .selectFrom("installations")
        .selectAll()
        .where("workspaceId", "=", workspaceId)
        .executeTakeFirst();
      return row && toRecord(row);
    },
    async list() {
      const rows = await database
        .selectFrom("installations")
        .selectAll()
        .orderBy("installedAt")
        .orderBy("workspaceId")
        .execute();
      return rows.map(toRecord);
    },
    async save(installation) {
      const row = { ...installation, scopes: JSON.stringify(installation.scopes) };
      await keepSealed(row.sealedToken, database, (current) =>
        current
          .insertInto("installations")
          .values(row)
          .onConflict((conflict) => conflict.column("workspaceId").doUpdateSet(row))
          .execute(),
      );
    },
    states: {
      begin: (state, { now, most }) =>
        inTurn(database, "installation states", async (transaction) => {
          await transaction
            .deleteFrom("installationStates")
            .where("expiresAt", "<=", now)
            .execute();
          const { waiting } = await transaction
            .selectFrom("installationStates")
            .select((eb) => eb.fn.countAll().as("waiting"))
            .executeTakeFirstOrThrow();
          if (Number(waiting) >= most) return false;
          await transaction.insertInto("installationStates").values(state).execute();
          return true;
        }),
      async take(stateHash, browserHash, now) {
        const row = await database
          .deleteFrom("installationStates")
          .where("stateHash", "=", stateHash)
          // Whoever else comes with it takes nothing from the browser that began.
          .where("browserHash", "=", browserHash)
          .returning("expiresAt")
          .executeTakeFirst();
        return row !== undefined && row.expiresAt > now;
      },
    },
  };
}

function toRecord(row: Selectable<InstallationsTable>): InstallationRecord {
  return { ...row, scopes: JSON.parse(row.scopes) };
}
