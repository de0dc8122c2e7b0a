import { type Kysely, sql } from "kysely";
import type { LimitStorage } from "../ports/limit-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

const FORGET_MS = 24 * 3_600_000;

export function createLimitsStore(database: Kysely<DatabaseSchema>): LimitStorage {
  return {
    async spend(name, windowMs, now) {
      const beginsAt = now - (now % windowMs);
      // One statement, so that processes which count at the same moment lose nothing.
      const row = await database
        .insertInto("spentLimits")
        .values({ name, beginsAt, spent: 1 })
        .onConflict((conflict) =>
          conflict.column("name").doUpdateSet((eb) => ({
            spent: sql<number>`case when ${eb.ref("spentLimits.beginsAt")} = ${beginsAt} then ${eb.ref("spentLimits.spent")} + 1 else 1 end`,
            beginsAt,
          })),
        )
        .returning("spent")
        .executeTakeFirstOrThrow();
      const spent = Number(row.spent);
      if (spent === 1) {
        await database
          .deleteFrom("spentLimits")
          .where("beginsAt", "<", now - FORGET_MS)
          .execute();
      }
      return spent;
    },
  };
}
