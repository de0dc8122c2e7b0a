import type { Kysely } from "kysely";
import { inChunks } from "../column-values.ts";
import type { HomeStorage, TitledDocument } from "../ports/home-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

/** An edited question has several rows, of which one is shown. */
const ROWS_PER_QUESTION = 4;

export function createHomeStore(database: Kysely<DatabaseSchema>): HomeStorage {
  return {
    async titles(source, accessIds, { most, mostCharacters }) {
      const found: (TitledDocument & { syncedAt: number })[] = [];
      for (const chunk of inChunks([...accessIds])) {
        const rows = await database
          .selectFrom("documents")
          .select(["documentId", "title", "syncedAt"])
          .where("source", "=", source)
          .where("accessId", "in", chunk)
          .where("passages", ">", 0)
          .where((eb) => eb.between(eb.fn<number>("length", ["title"]), 1, mostCharacters))
          .orderBy("syncedAt", "desc")
          .orderBy("documentId")
          .limit(most)
          .execute();
        found.push(...rows);
      }
      return found
        .sort((a, b) => b.syncedAt - a.syncedAt)
        .slice(0, most)
        .map(({ documentId, title }) => ({ documentId, title }));
    },
    async recentQuestions(askedBy, limit) {
      const rows = await database
        .selectFrom("roomReplies")
        .innerJoin("answers", "answers.id", "roomReplies.answerId")
        .select([
          "roomReplies.answerId",
          "roomReplies.messageId",
          "roomReplies.settledAs",
          "answers.question",
          "answers.askedAt",
          "answers.outcome",
          "answers.answer",
        ])
        .where("roomReplies.askedBy", "=", askedBy)
        .where("roomReplies.withdrawnAt", "is", null)
        .where((eb) =>
          eb.or([
            eb("roomReplies.settledAs", "is", null),
            eb("roomReplies.settledAs", "!=", "unsaid"),
          ]),
        )
        // What a button asked again was asked before.
        .where((eb) =>
          eb.or([
            eb("roomReplies.againBecause", "is", null),
            eb("roomReplies.againBecause", "=", "edited"),
          ]),
        )
        .orderBy("roomReplies.createdAt", "desc")
        .orderBy("roomReplies.ordinal", "desc")
        .limit(limit * ROWS_PER_QUESTION)
        .execute();
      return rows
        .filter((row, at) => rows.findIndex((one) => one.messageId === row.messageId) === at)
        .slice(0, limit)
        .map(({ answer, outcome, settledAs, ...row }) => ({
          ...row,
          outcome: outcome ?? undefined,
          isStopped: wasStopped(answer),
          isUndeliverable: settledAs === "undeliverable",
        }));
    },
  };
}

function wasStopped(answer: string | null): boolean {
  return (JSON.parse(answer ?? "{}") as { stopped?: unknown }).stopped !== undefined;
}
