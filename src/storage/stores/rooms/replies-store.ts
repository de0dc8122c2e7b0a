import type { Kysely, Selectable } from "kysely";
import type { RoomRepliesTable } from "../../chat-schema.ts";
import { nullToUndefined, undefinedToNull } from "../../column-values.ts";
import { inTurn } from "../../in-turn.ts";
import type { ReplyRecord, RoomStorage } from "../../ports/room-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { createAnswersStore } from "../answers/answers-store.ts";
import type { AuditTrail } from "../audit/audit-trail.ts";

export function createRepliesStore(
  database: Kysely<DatabaseSchema>,
  trail: AuditTrail,
): RoomStorage["replies"] {
  const update = (answerId: string) =>
    database.updateTable("roomReplies").where("answerId", "=", answerId);
  const inTransaction = (isAudited: boolean): AuditTrail["transact"] =>
    isAudited ? trail.transact : (act) => database.transaction().execute(act);

  return {
    accept: (answer, { again, context, contextBy, unasked = false, ...reply }, audited) =>
      inTransaction(audited !== undefined)(async (transaction) => {
        if (!(await createAnswersStore(transaction).create(answer))) return false;
        await transaction
          .insertInto("roomReplies")
          .values({
            ...undefinedToNull(reply),
            context: JSON.stringify(context),
            contextBy: contextBy === undefined ? null : JSON.stringify(contextBy),
            againOf: again?.of ?? null,
            againBecause: again?.because ?? null,
            unasked: Number(unasked),
          })
          .execute();
        if (audited !== undefined) await trail.append(audited, transaction);
        return true;
      }),
    async get(answerId) {
      const row = await database
        .selectFrom("roomReplies")
        .selectAll()
        .where("answerId", "=", answerId)
        .executeTakeFirst();
      return row && toRecord(row);
    },
    ofMessage: (messageId) => ofMessage(database, messageId),
    async contexts(threadId) {
      const rows = await database
        .selectFrom("roomReplies")
        .innerJoin("answers", "answers.id", "roomReplies.answerId")
        .select(["answerId", "context"])
        .where("answers.threadId", "=", threadId)
        .execute();
      return new Map(rows.map((row) => [row.answerId, JSON.parse(row.context)]));
    },
    begin: (answerId, audience, at) =>
      inTurn(database, `answer ${answerId}`, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("answers")
          .set({ audience: JSON.stringify(audience) })
          .where("id", "=", answerId)
          .where("outcome", "is", null)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return undefined;
        await transaction
          .updateTable("roomReplies")
          .set({ begunAt: at })
          .where("answerId", "=", answerId)
          .execute();
        return createAnswersStore(transaction).get(answerId);
      }),
    reword: (answerId, question, saidAt) =>
      inTurn(database, `answer ${answerId}`, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("roomReplies")
          .set({ saidAt })
          .where("answerId", "=", answerId)
          .where("begunAt", "is", null)
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom("answers")
                .select("answers.id")
                .where("answers.id", "=", answerId)
                .where("answers.outcome", "is", null),
            ),
          )
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        await transaction
          .updateTable("answers")
          .set({ question })
          .where("id", "=", answerId)
          .execute();
        return true;
      }),
    async startShowing(answerId, at) {
      await update(answerId).set({ showingAt: at }).where("showingAt", "is", null).execute();
    },
    async noteShown(answerId, at) {
      const { numUpdatedRows } = await update(answerId)
        .set((eb) => ({ shownAt: eb.fn.coalesce("shownAt", eb.val(at)) }))
        .where("withdrawnAt", "is", null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async leave(answerId, leftAs) {
      await update(answerId)
        .set({ leftAs: leftAs ?? null })
        .execute();
    },
    async saveState(answerId, state) {
      await update(answerId).set({ state }).execute();
    },
    async settle(answerId, settledAs, settledAt) {
      // A question that was deleted meanwhile stays open until its answer is taken back.
      await update(answerId)
        .set({ settledAs, settledAt })
        .where("withdrawnAt", "is", null)
        .execute();
    },
    async listUndeliverable(roomId, since) {
      const rows = await database
        .selectFrom("roomReplies")
        .selectAll()
        .where("roomId", "=", roomId)
        .where("settledAs", "=", "undeliverable")
        .where("saidAt", ">=", since)
        .orderBy("ordinal")
        .execute();
      return rows.map(toRecord);
    },
    reopen: (answerId, at) =>
      inTurn(database, `answer ${answerId}`, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("roomReplies")
          .set({ settledAs: null, settledAt: null, begunAt: null })
          .where("answerId", "=", answerId)
          .where("settledAs", "=", "undeliverable")
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        const nothing = { outcome: null, finishedAt: null, answer: null, evidence: null };
        await transaction
          .updateTable("answers")
          .set({ ...nothing, promptVersion: null, retrievalVersion: null, askedAt: at })
          .where("id", "=", answerId)
          .execute();
        await transaction.deleteFrom("answerEvents").where("answerId", "=", answerId).execute();
        return true;
      }),
    listUnsettled: (before) =>
      database
        .selectFrom("roomReplies")
        .select(["answerId", "threadId"])
        .where("settledAt", "is", null)
        .where("createdAt", "<", before)
        .orderBy("createdAt")
        .orderBy("ordinal")
        .execute(),
    withdraw: (messageId, at) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("roomReplies")
          .set({ withdrawnAt: at, settledAt: null, settledAs: null })
          .where("messageId", "=", messageId)
          .execute();
        return ofMessage(transaction, messageId);
      }),
    async markNotForAll(answerId) {
      await update(answerId).set({ notForAll: 1 }).execute();
    },
    async withdrawUnshown(answerId, at, saidAt) {
      const { numUpdatedRows } = await update(answerId)
        .set({ withdrawnAt: at, saidAt })
        .where("shownAt", "is", null)
        .where("settledAt", "is", null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async remove(answerId) {
      await database.deleteFrom("answers").where("id", "=", answerId).execute();
    },
  };
}

async function ofMessage(
  database: Kysely<DatabaseSchema>,
  messageId: string,
): Promise<ReplyRecord[]> {
  const rows = await database
    .selectFrom("roomReplies")
    .selectAll()
    .where("messageId", "=", messageId)
    .orderBy("ordinal")
    .execute();
  return rows.map(toRecord);
}

function toRecord(row: Selectable<RoomRepliesTable>): ReplyRecord {
  const {
    ordinal: _,
    notForAll: __,
    contextBy: ___,
    againOf,
    againBecause,
    context,
    ...rest
  } = row;
  return {
    ...nullToUndefined(rest),
    unasked: row.unasked === 1,
    context: JSON.parse(context),
    again:
      againOf === null || againBecause === null
        ? undefined
        : { of: againOf, because: againBecause },
  };
}
