import type { Kysely } from "kysely";
import { fromFlag, fromJson, nullToUndefined } from "../column-values.ts";
import type { AskedRow, ReportStorage, UnansweredRow } from "../ports/report-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

export function createReportStore(database: Kysely<DatabaseSchema>): ReportStorage {
  return {
    async unanswered(since, limit) {
      const rows = await database
        .selectFrom("answers")
        .leftJoin("roomReplies", "roomReplies.answerId", "answers.id")
        .select((eb) => [
          "answers.id as answerId",
          "answers.question",
          "answers.askedBy",
          "answers.askedAt",
          "answers.surface",
          "answers.outcome",
          "answers.answer",
          "roomReplies.roomKind",
          "roomReplies.roomId",
          "roomReplies.onlyTo",
          "roomReplies.againOf",
          "roomReplies.notForAll",
          eb
            .exists(
              eb
                .selectFrom("votes")
                .select("votes.answerId")
                .whereRef("votes.answerId", "=", "answers.id")
                .where("votes.citation", "=", 0)
                .where("votes.vote", "=", "down"),
            )
            .as("isDisliked"),
        ])
        .where("answers.askedAt", ">=", since)
        .where("answers.outcome", "is not", null)
        .where("roomReplies.withdrawnAt", "is", null)
        .where((eb) =>
          eb.or([
            eb.and([
              eb("answers.outcome", "=", "not-found"),
              eb("roomReplies.againOf", "is", null),
            ]),
            eb(
              "answers.id",
              "in",
              eb
                .selectFrom("votes")
                .select("votes.answerId")
                .where("votes.citation", "=", 0)
                .where("votes.vote", "=", "down"),
            ),
          ]),
        )
        .orderBy("answers.askedAt", "desc")
        .orderBy("answers.ordinal", "desc")
        .limit(limit)
        .execute();
      return rows.flatMap(({ answer, againOf: _, isDisliked, notForAll, outcome, ...row }) =>
        outcome === null
          ? []
          : {
              ...nullToUndefined(row),
              outcome,
              // SQLite says 1, Postgres true.
              isDisliked: Boolean(isDisliked),
              isNotForAll: notForAll === 1,
              ...shownOf(answer),
            },
      );
    },
    async outcomes(since, until) {
      const rows = await database
        .selectFrom("answers")
        .leftJoin("roomReplies", "roomReplies.answerId", "answers.id")
        .select((eb) => ["answers.outcome", eb.fn.countAll().as("count")])
        .where("answers.askedAt", ">=", since)
        .where("answers.askedAt", "<", until)
        .where("answers.outcome", "is not", null)
        .where("roomReplies.withdrawnAt", "is", null)
        .where("roomReplies.againOf", "is", null)
        .groupBy("answers.outcome")
        .execute();
      return Object.fromEntries(rows.map(({ outcome, count }) => [outcome ?? "", Number(count)]));
    },
    asked: (since, ordinal, limit) => listAsked(database, since, ordinal, limit),
    async followed(since, limit) {
      const rows = await database
        .selectFrom("answers")
        .leftJoin("roomReplies", "roomReplies.answerId", "answers.id")
        .leftJoin("expertRequests", "expertRequests.answerId", "answers.id")
        .select((eb) => [
          "answers.question",
          "answers.askedBy",
          "answers.askedAt",
          "answers.surface",
          "answers.outcome",
          "expertRequests.id as request",
          eb
            .exists(
              eb
                .selectFrom("citationOpens")
                .select("citationOpens.answerId")
                .whereRef("citationOpens.answerId", "=", "answers.id"),
            )
            .as("isOpened"),
        ])
        .where("answers.askedAt", ">=", since)
        .where("answers.outcome", "is not", null)
        .where("roomReplies.withdrawnAt", "is", null)
        .where("roomReplies.againOf", "is", null)
        .orderBy("answers.askedAt", "desc")
        .orderBy("answers.ordinal", "desc")
        .limit(limit)
        .execute();
      return rows
        .toReversed()
        .flatMap(({ outcome, request, isOpened, ...row }) =>
          outcome === null
            ? []
            : { ...row, outcome, isEscalated: request !== null, isOpened: Boolean(isOpened) },
        );
    },
    async votes(since) {
      const rows = await database
        .selectFrom("votes")
        .innerJoin("answers", "answers.id", "votes.answerId")
        .leftJoin("roomReplies", "roomReplies.answerId", "votes.answerId")
        .select([
          "votes.answerId",
          "votes.citation",
          "votes.vote",
          "votes.reason",
          "votes.correction",
          "votes.byMember",
          "votes.votedAt",
          "answers.question",
          "answers.surface",
          "roomReplies.roomKind",
          "roomReplies.roomId",
          "roomReplies.onlyTo",
        ])
        .where("votes.votedAt", ">=", since)
        .where("roomReplies.withdrawnAt", "is", null)
        .orderBy("votes.votedAt", "desc")
        .orderBy("votes.answerId")
        .orderBy("votes.citation")
        .execute();
      return rows.map((row) => ({ ...nullToUndefined(row), byMember: fromFlag(row.byMember) }));
    },
  };
}

async function listAsked(
  database: Kysely<DatabaseSchema>,
  since: number,
  before: number | undefined,
  limit: number,
): Promise<AskedRow[]> {
  const rows = await database
    .selectFrom("answers")
    .leftJoin("roomReplies", "roomReplies.answerId", "answers.id")
    .selectAll("answers")
    .select(["roomReplies.roomKind", "roomReplies.roomId", "roomReplies.onlyTo"])
    .where("answers.askedAt", ">=", since)
    .where("answers.outcome", "is not", null)
    .where("roomReplies.withdrawnAt", "is", null)
    .where("roomReplies.againOf", "is", null)
    .$if(before !== undefined, (query) => query.where("answers.ordinal", "<", before ?? 0))
    .orderBy("answers.ordinal", "desc")
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  const votes = await countVotes(database, ids);
  const opened = await listOpened(database, ids);
  return rows.flatMap(({ outcome, answer, evidence, ordinal, id, ...row }) =>
    outcome === null
      ? []
      : {
          ...nullToUndefined(row),
          ...{ ordinal: Number(ordinal), outcome },
          ...{ answer: fromJson(answer), evidence: fromJson(evidence) },
          likes: votes.get(`${id} up`) ?? 0,
          dislikes: votes.get(`${id} down`) ?? 0,
          opened: opened.get(id) ?? [],
        },
  );
}

/** By answer and vote, those on the answer as a whole. */
async function countVotes(
  database: Kysely<DatabaseSchema>,
  answerIds: readonly string[],
): Promise<Map<string, number>> {
  if (answerIds.length === 0) return new Map();
  const rows = await database
    .selectFrom("votes")
    .select((eb) => ["answerId", "vote", eb.fn.countAll().as("count")])
    .where("citation", "=", 0)
    .where("answerId", "in", answerIds)
    .groupBy(["answerId", "vote"])
    .execute();
  return new Map(rows.map(({ answerId, vote, count }) => [`${answerId} ${vote}`, Number(count)]));
}

/** By answer, each citation once. */
async function listOpened(
  database: Kysely<DatabaseSchema>,
  answerIds: readonly string[],
): Promise<Map<string, number[]>> {
  if (answerIds.length === 0) return new Map();
  const rows = await database
    .selectFrom("citationOpens")
    .select(["answerId", "citation"])
    .distinct()
    .where("answerId", "in", answerIds)
    .execute();
  const groups = Map.groupBy(rows, ({ answerId }) => answerId);
  return new Map([...groups].map(([id, some]) => [id, some.map(({ citation }) => citation)]));
}

interface KeptAnswer {
  nearest?: { source: string }[];
  citations?: { source: string }[];
  support?: { score: number } | null;
}

function shownOf(answer: string | null): Pick<UnansweredRow, "nearest" | "shown"> {
  const { nearest = [], citations = [], support } = JSON.parse(answer ?? "{}") as KeptAnswer;
  const near = nearest.map(({ source }) => source);
  const cited = citations.map(({ source }) => source);
  return { nearest: [...new Set(near)], shown: { cited, nearest: near, support: support?.score } };
}
