import type { Kysely, Transaction } from "kysely";
import { fromJson, toJson } from "../column-values.ts";
import { inTurn } from "../in-turn.ts";
import type { LearnedVersionsTable } from "../learning-schema.ts";
import type {
  LearnedKind,
  LearnedStatus,
  LearnedVersion,
  LearningStorage,
} from "../ports/learning-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

const LISTED = ["kind", "number", "status", "createdAt", "lineage", "digest", "report"] as const;

export function createLearningStore(database: Kysely<DatabaseSchema>): LearningStorage {
  const turn = <T>(kind: string, act: (transaction: Transaction<DatabaseSchema>) => Promise<T>) =>
    inTurn(database, `learned ${kind}`, act);
  return {
    add: (given) =>
      turn(given.kind, async (transaction) => {
        const { last } = await transaction
          .selectFrom("learnedVersions")
          .where("kind", "=", given.kind)
          .select((eb) => eb.fn.max("number").as("last"))
          .executeTakeFirstOrThrow();
        const number = Number(last ?? 0) + 1;
        const { kind, createdAt, artifact, digest } = given;
        const lineage = JSON.stringify(given.lineage);
        await transaction
          .insertInto("learnedVersions")
          .values({ kind, number, status: "candidate", createdAt, lineage, artifact, digest })
          .execute();
        return { ...given, version: nameOf(kind, number), status: "candidate", report: undefined };
      }),

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

    async judge(version, status, report) {
      await database
        .updateTable("learnedVersions")
        .set({ status, report: toJson(report) })
        .where(({ and }) => and({ ...keyOf(version), status: "candidate" }))
        .execute();
    },

    async serving(kind) {
      const row = await readServing(database, kind);
      const name = (number: number | null | undefined) =>
        number == null ? undefined : nameOf(kind, number);
      return { champion: name(row?.champion), previous: name(row?.previous) };
    },

    promote: (version, at) => {
      const { kind, number } = keyOf(version);
      return turn(kind, async (transaction) => {
        const row = await transaction
          .selectFrom("learnedVersions")
          .select("status")
          .where(({ and }) => and({ kind, number }))
          .executeTakeFirst();
        if (row?.status !== "challenger" && row?.status !== "retired") return false;
        const before = (await readServing(transaction, kind))?.champion ?? null;
        await setStatus(transaction, kind, before, "retired");
        await setStatus(transaction, kind, number, "champion");
        await serve(transaction, { kind, champion: number, previous: before, since: at });
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
        const to = row.previous === null ? undefined : nameOf(kind, row.previous);
        return { from: nameOf(kind, row.champion), to };
      }),
  };
}

function readServing(database: Kysely<DatabaseSchema>, kind: string) {
  return database
    .selectFrom("learnedServing")
    .selectAll()
    .where("kind", "=", kind)
    .executeTakeFirst();
}

async function serve(
  transaction: Transaction<DatabaseSchema>,
  row: DatabaseSchema["learnedServing"],
): Promise<void> {
  const { kind: _, ...change } = row;
  await transaction
    .insertInto("learnedServing")
    .values(row)
    .onConflict((conflict) => conflict.column("kind").doUpdateSet(change))
    .execute();
}

async function setStatus(
  transaction: Transaction<DatabaseSchema>,
  kind: string,
  number: number | null,
  status: LearnedStatus,
): Promise<void> {
  if (number === null) return;
  await transaction
    .updateTable("learnedVersions")
    .set({ status })
    .where(({ and }) => and({ kind, number }))
    .execute();
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

function nameOf(kind: string, number: number): string {
  return `${kind}-${number}`;
}

/** What is no version's name matches no row. */
function keyOf(version: string): { kind: string; number: number } {
  const [, kind = "", number = "0"] = /^([a-z]+)-(\d{1,9})$/.exec(version) ?? [];
  return { kind, number: Number(number) };
}
