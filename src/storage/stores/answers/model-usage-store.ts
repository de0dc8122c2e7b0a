import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";

export function createModelUsageStore(database: Kysely<DatabaseSchema>): Storage["modelUsage"] {
  return {
    async add(usage) {
      // One statement, so that processes which add at the same moment lose nothing.
      await database
        .insertInto("modelUsage")
        .values(usage)
        .onConflict((conflict) =>
          conflict.columns(["day", "model"]).doUpdateSet((eb) => ({
            calls: eb("modelUsage.calls", "+", eb.ref("excluded.calls")),
            inputTokens: eb("modelUsage.inputTokens", "+", eb.ref("excluded.inputTokens")),
            outputTokens: eb("modelUsage.outputTokens", "+", eb.ref("excluded.outputTokens")),
          })),
        )
        .execute();
    },
    async total(day) {
      const sums = await database
        .selectFrom("modelUsage")
        .select((eb) => [
          eb.fn.sum("calls").as("calls"),
          eb.fn.sum("inputTokens").as("inputTokens"),
          eb.fn.sum("outputTokens").as("outputTokens"),
        ])
        .where("day", "=", day)
        .executeTakeFirstOrThrow();
      // Without rows a sum is null; Postgres gives sums of bigint as text.
      return {
        calls: Number(sums.calls),
        inputTokens: Number(sums.inputTokens),
        outputTokens: Number(sums.outputTokens),
      };
    },
    list: (fromDay) =>
      database
        .selectFrom("modelUsage")
        .selectAll()
        .where("day", ">=", fromDay)
        .orderBy("day")
        .orderBy("model")
        .execute(),
  };
}
