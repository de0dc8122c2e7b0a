import type { Kysely, Selectable } from "kysely";
import { fromJson, nullToUndefined, toJson, undefinedToNull } from "../../column-values.ts";
import type { AnswersTable, DatabaseSchema } from "../../schema.ts";
import type { AnswerRecord, Storage } from "../../storage.ts";

type Answers = Omit<Storage["answers"], "appendEvents" | "listEvents" | "follow" | "clearEvents">;

export function createAnswersStore(database: Kysely<DatabaseSchema>): Answers {
  return {
    async create(answer) {
      const result = await database
        .insertInto("answers")
        .values({
          ...undefinedToNull(answer),
          audience: JSON.stringify(answer.audience),
          answer: toJson(answer.answer),
          evidence: toJson(answer.evidence),
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async get(id) {
      const row = await database
        .selectFrom("answers")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toRecord(row);
    },
    async isOpen(id) {
      const row = await database
        .selectFrom("answers")
        .select("id")
        .where("id", "=", id)
        .where("outcome", "is", null)
        .executeTakeFirst();
      return row !== undefined;
    },
    async finish(id, result) {
      const { numUpdatedRows } = await database
        .updateTable("answers")
        .set({
          outcome: result.outcome ?? null,
          finishedAt: result.finishedAt,
          answer: toJson(result.answer),
          evidence: toJson(result.evidence),
          promptVersion: result.promptVersion ?? null,
          retrievalVersion: versionIn(result.evidence),
        })
        .where("id", "=", id)
        .where("outcome", "is", null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async listThread(threadId) {
      const rows = await database
        .selectFrom("answers")
        .selectAll()
        .where("threadId", "=", threadId)
        .orderBy("askedAt")
        .orderBy("ordinal")
        .execute();
      return rows.map(toRecord);
    },
    listThreads: (askedBy, limit, surface) => listThreads(database, askedBy, limit, surface),
    async listUnfinished(askedBefore) {
      const rows = await database
        .selectFrom("answers")
        .select("id")
        .where("outcome", "is", null)
        .where("askedAt", "<", askedBefore)
        .orderBy("askedAt")
        .orderBy("ordinal")
        .execute();
      return rows.map((row) => row.id);
    },
    async countUnfinished(askedBy) {
      const unfinished = database
        .selectFrom("answers")
        .select((eb) => eb.fn.countAll().as("count"))
        .where("outcome", "is", null);
      const query = askedBy === undefined ? unfinished : unfinished.where("askedBy", "=", askedBy);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },
  };
}

async function listThreads(
  database: Kysely<DatabaseSchema>,
  askedBy: string,
  limit: number,
  surface: string | undefined,
) {
  return database
    .selectFrom((eb) =>
      eb
        .selectFrom("answers")
        .select((inner) => [
          inner.fn.min("ordinal").as("firstOrdinal"),
          inner.fn.max("askedAt").as("lastAskedAt"),
          inner.fn.max("ordinal").as("lastOrdinal"),
        ])
        .where("askedBy", "=", askedBy)
        .$if(surface !== undefined, (query) => query.where("surface", "=", surface ?? ""))
        .groupBy("threadId")
        .as("threads"),
    )
    .innerJoin("answers", "answers.ordinal", "threads.firstOrdinal")
    .select(["answers.threadId", "answers.question as title", "threads.lastAskedAt"])
    .orderBy("threads.lastAskedAt", "desc")
    .orderBy("threads.lastOrdinal", "desc")
    .limit(limit)
    .execute();
}

/** Kept apart, for the evidence goes sooner than the answer. */
function versionIn(evidence: unknown): string | null {
  const { settings } = (evidence ?? {}) as { settings?: unknown };
  return typeof settings === "string" ? settings : null;
}

export function toRecord({ ordinal: _, ...row }: Selectable<AnswersTable>): AnswerRecord {
  return {
    ...nullToUndefined(row),
    audience: JSON.parse(row.audience),
    answer: fromJson(row.answer),
    evidence: fromJson(row.evidence),
  };
}
