import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { inTurn } from "../../in-turn.ts";
import type { LearnedTrialsTable } from "../../learning-schema.ts";
import type {
  LearnedKind,
  SeenAnswer,
  Trial,
  TrialStage,
  TrialStorage,
  TrialVerdict,
} from "../../ports/learning-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { keyOf, letServe, nameOf, readServing, setStatus } from "./serving.ts";

const STATUS_AFTER = { "rolled-back": "rolled-back", rejected: "rejected" } as const;

/** Challengers on a share of the threads; of a kind one at a time. */
export function createTrialStore(database: Kysely<DatabaseSchema>): TrialStorage {
  const turn = <T>(kind: string, act: (transaction: Transaction<DatabaseSchema>) => Promise<T>) =>
    inTurn(database, `learned ${kind}`, act);
  return {
    begin: ({ version, share, slowLimitMs }, at, beside) => {
      const { kind, number } = keyOf(version);
      return turn(kind, async (transaction) => {
        const learned = await transaction
          .selectFrom("learnedVersions")
          .select("status")
          .where(({ and }) => and({ kind, number, status: "challenger" }))
          .executeTakeFirst();
        if (learned === undefined || (await readRunning(transaction, kind))) return undefined;
        const champion = (await readServing(transaction, kind))?.champion ?? null;
        if (champion !== (beside === undefined ? null : keyOf(beside).number)) return undefined;
        const row: LearnedTrialsTable = {
          ...{ id: randomUUID(), kind, number, champion, stage: "canary", share },
          ...{ slowLimitMs: slowLimitMs ?? null, startedAt: at, stageSince: at },
          ...{ endedAt: null, verdict: null, why: null },
        };
        await transaction.insertInto("learnedTrials").values(row).execute();
        return readTrial(row);
      });
    },

    async running(kind) {
      const row = await readRunning(database, kind);
      return row && readTrial(row);
    },

    async list() {
      const rows = await database
        .selectFrom("learnedTrials")
        .selectAll()
        .orderBy("startedAt", "desc")
        .execute();
      return rows.map(readTrial);
    },

    async widen(id, share, at) {
      const { numUpdatedRows } = await database
        .updateTable("learnedTrials")
        .set({ stage: "a-b", share, stageSince: at })
        .where("id", "=", id)
        .where("stage", "=", "canary")
        .where("endedAt", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async end(id, verdict, why, at) {
      const known = await database
        .selectFrom("learnedTrials")
        .select("kind")
        .where("id", "=", id)
        .executeTakeFirst();
      if (known === undefined) return false;
      return turn(known.kind, async (transaction) => {
        const row = await readRunning(transaction, known.kind);
        if (row?.id !== id) return false;
        const version = nameOf(row.kind, row.number);
        if (verdict === "promoted" && !(await letServe(transaction, version, at))) return false;
        if (verdict === "rolled-back" || verdict === "rejected") {
          await setStatus(transaction, row.kind, row.number, STATUS_AFTER[verdict]);
        }
        await close(transaction, id, { verdict, why, at });
        return true;
      });
    },

    async seen(from, until) {
      const rows = await database
        .selectFrom("answers")
        .leftJoin("votes", (join) =>
          join.onRef("votes.answerId", "=", "answers.id").on("votes.citation", "=", 0),
        )
        .select(["answers.ordinal", "threadId", "askedAt", "finishedAt", "outcome"])
        .select(["voter", "vote", "votedAt"])
        .where("askedAt", ">=", from)
        .where("askedAt", "<", until)
        .where("outcome", "is not", null)
        .where("surface", "<>", "cli")
        .orderBy("answers.ordinal")
        .orderBy("votedAt")
        .execute();
      const seen = new Map<number, SeenAnswer>();
      for (const { ordinal, threadId, askedAt, finishedAt, outcome, ...by } of rows) {
        // Quoted, since whoever was to write it could not.
        const failed = outcome === "failed" || outcome === "degraded";
        const tookMs = Number(finishedAt) - Number(askedAt);
        const answer = seen.get(Number(ordinal)) ?? { threadId, failed, tookMs, votes: [] };
        const { voter, vote, votedAt } = by;
        if (voter !== null && votedAt !== null) {
          answer.votes.push({ voter, liked: vote === "up", votedAt: Number(votedAt) });
        }
        seen.set(Number(ordinal), answer);
      }
      return [...seen.values()];
    },
  };
}

/** Whatever is on trial ends when somebody changes what serves beside it. */
export async function endTrials(
  transaction: Transaction<DatabaseSchema>,
  kind: string,
  { version, at }: { version: string | undefined; at: number },
): Promise<void> {
  const row = await readRunning(transaction, kind);
  if (row === undefined) return;
  const isIt = nameOf(row.kind, row.number) === version;
  const verdict = isIt ? "promoted" : "void";
  const why = isIt ? "Somebody promoted it." : "What served beside it was changed.";
  await close(transaction, row.id, { verdict, why, at });
}

async function close(
  transaction: Transaction<DatabaseSchema>,
  id: string,
  { verdict, why, at }: { verdict: TrialVerdict; why: string; at: number },
): Promise<void> {
  await transaction
    .updateTable("learnedTrials")
    .set({ endedAt: at, verdict, why })
    .where("id", "=", id)
    .execute();
}

export function readRunning(database: Kysely<DatabaseSchema>, kind: string) {
  return database
    .selectFrom("learnedTrials")
    .selectAll()
    .where("kind", "=", kind)
    .where("endedAt", "is", null)
    .executeTakeFirst();
}

function readTrial(row: LearnedTrialsTable): Trial {
  const { id, kind, number, champion, stage, share, slowLimitMs, endedAt, verdict, why } = row;
  return {
    ...{ id, kind: kind as LearnedKind, version: nameOf(kind, number), share },
    champion: champion === null ? undefined : nameOf(kind, champion),
    stage: stage as TrialStage,
    slowLimitMs: slowLimitMs ?? undefined,
    startedAt: Number(row.startedAt),
    stageSince: Number(row.stageSince),
    end:
      endedAt === null
        ? undefined
        : { at: Number(endedAt), verdict: verdict as TrialVerdict, why: why ?? "" },
  };
}
