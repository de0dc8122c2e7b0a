import type { Kysely, Transaction } from "kysely";
import { fromJson, toJson } from "../../column-values.ts";
import { inTurn } from "../../in-turn.ts";
import type { LearnedVersionsTable } from "../../learning-schema.ts";
import type {
  LearnedKind,
  LearnedStatus,
  LearnedVersion,
  LearningStorage,
} from "../../ports/learning-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { addVersion } from "./add-version.ts";
import { createRunStore } from "./run-store.ts";
import { keyOf, letServe, nameOf, readServing, serve, setStatus } from "./serving.ts";
import { createTrainingJobStore } from "./training-job-store.ts";
import { createTrialStore, endTrials, readRunning } from "./trial-store.ts";

const LISTED = ["kind", "number", "status", "createdAt", "lineage", "digest", "report"] as const;

export function createLearningStore(database: Kysely<DatabaseSchema>): LearningStorage {
  const turn = <T>(kind: string, act: (transaction: Transaction<DatabaseSchema>) => Promise<T>) =>
    inTurn(database, `learned ${kind}`, act);
  return {
    add: (given) => turn(given.kind, (transaction) => addVersion(transaction, given)),

    async get(version) {
      const row = await database
        .selectFrom("learnedVersions")
        .selectAll()
        .where(({ and }) => and(keyOf(version)))
        .executeTakeFirst();
      return row && { ...readVersion(row), artifact: row.artifact };
    },

    async list() {
      const rows = await database
        .selectFrom("learnedVersions")
        .select(LISTED)
        .orderBy("createdAt", "desc")
        .orderBy("number", "desc")
        .execute();
      return rows.map(readVersion);
    },

    judge(version, status, report) {
      const { kind, number } = keyOf(version);
      return turn(kind, async (transaction) => {
        if ((await readRunning(transaction, kind))?.number === number) return false;
        const { numUpdatedRows } = await transaction
          .updateTable("learnedVersions")
          .set({ status, report: toJson(report) })
          .where(({ and }) => and({ kind, number }))
          .where("status", "in", ["candidate", "challenger"])
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      });
    },

    async serving(kind) {
      const row = await readServing(database, kind);
      const name = (number: number | null | undefined) =>
        number == null ? undefined : nameOf(kind, number);
      return { champion: name(row?.champion), previous: name(row?.previous) };
    },

    promote: (version, at, over) => {
      const { kind } = keyOf(version);
      return turn(kind, async (transaction) => {
        const champion = (await readServing(transaction, kind))?.champion ?? null;
        if (champion !== (over === undefined ? null : keyOf(over).number)) return false;
        if (!(await letServe(transaction, version, at))) return false;
        await endTrials(transaction, kind, { version, at });
        return true;
      });
    },

    rollBack: (kind, at) =>
      turn(kind, async (transaction) => {
        const row = await readServing(transaction, kind);
        if (row?.champion == null) return undefined;
        await setStatus(transaction, kind, row.champion, "rolled-back");
        await setStatus(transaction, kind, row.previous, "champion");
        await serve(transaction, { kind, champion: row.previous, previous: null, since: at });
        await endTrials(transaction, kind, { version: undefined, at });
        const to = row.previous === null ? undefined : nameOf(kind, row.previous);
        return { from: nameOf(kind, row.champion), to };
      }),

    trials: createTrialStore(database),
    jobs: createTrainingJobStore(database),
    runs: createRunStore(database),
  };
}

function readVersion(
  row: Pick<LearnedVersionsTable, (typeof LISTED)[number]>,
): Omit<LearnedVersion, "artifact"> {
  return {
    version: nameOf(row.kind, row.number),
    kind: row.kind as LearnedKind,
    status: row.status as LearnedStatus,
    createdAt: Number(row.createdAt),
    lineage: JSON.parse(row.lineage),
    digest: row.digest,
    report: fromJson(row.report),
  };
}
