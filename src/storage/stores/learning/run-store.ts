import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { inTurn } from "../../in-turn.ts";
import type { LearningRunsTable } from "../../learning-schema.ts";
import type {
  LearningRun,
  LearningRunStorage,
  RunVerdict,
} from "../../ports/learning-run-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

export function createRunStore(database: Kysely<DatabaseSchema>): LearningRunStorage {
  return {
    begin: ({ kind, why, startedAt }, notAfter) =>
      inTurn(database, `learning ${kind}`, async (transaction) => {
        const other = await transaction
          .selectFrom("learningRuns")
          .select("id")
          .where("kind", "=", kind)
          .where((eb) => eb.or([eb("finishedAt", "is", null), eb("startedAt", ">", notAfter)]))
          .executeTakeFirst();
        if (other !== undefined) return undefined;
        const row: LearningRunsTable = {
          ...{ id: randomUUID(), kind, why, startedAt },
          ...{ finishedAt: null, verdict: null, version: null, outcome: null },
        };
        await transaction.insertInto("learningRuns").values(row).execute();
        return readRun(row);
      }),

    async end(id, { at, verdict, version, outcome }) {
      const { numUpdatedRows } = await database
        .updateTable("learningRuns")
        .set({ finishedAt: at, verdict, version: version ?? null, outcome })
        .where("id", "=", id)
        .where("finishedAt", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async list(kind, limit) {
      const rows = await database
        .selectFrom("learningRuns")
        .selectAll()
        .where("kind", "=", kind)
        .orderBy("startedAt", "desc")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(readRun);
    },
  };
}

function readRun(row: LearningRunsTable): LearningRun {
  const { id, kind, why, startedAt, finishedAt, verdict, version, outcome } = row;
  return {
    ...{ id, kind, why, startedAt: Number(startedAt) },
    end:
      finishedAt === null
        ? undefined
        : {
            at: Number(finishedAt),
            verdict: verdict as RunVerdict,
            version: version ?? undefined,
            outcome: outcome ?? "",
          },
  };
}
