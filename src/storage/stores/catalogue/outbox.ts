import {
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  sql,
  type Transaction,
} from "kysely";
import { inChunks } from "../../column-values.ts";
import { KEYWORD_PART, type Outbox, type OutboxRow } from "../../ports/catalogue-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { writeCatalogue } from "./counters.ts";

type Database = Kysely<DatabaseSchema>;

/** What the service must be told, until its searches show it. */
export function createOutbox(database: Database): Outbox {
  return {
    async pending(part, limit) {
      const rows = await database
        .selectFrom("catalogueOutbox")
        .select(["passage", "part", "gone", "sequence"])
        .where("part", "=", part)
        .where("toldAt", "is", null)
        .orderBy("sequence")
        .orderBy("passage")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, gone: row.gone === 1 }));
    },

    async parts() {
      const rows = await database
        .selectFrom("catalogueOutbox")
        .select("part")
        .distinct()
        .orderBy("part")
        .execute();
      return rows.map(({ part }) => part);
    },

    async acknowledge(rows, lsn, now) {
      for (const gone of [true, false]) {
        for (const chunk of inChunks(rows.filter((row) => row.gone === gone))) {
          await acknowledge(database, chunk, gone, lsn, now);
        }
      }
    },

    async settle(part, { lsn, before }) {
      await database
        .deleteFrom("catalogueOutbox")
        .where("part", "=", part)
        .where("toldAt", "is not", null)
        .where((eb) => {
          const old = eb("toldAt", "<", before);
          return lsn === undefined ? old : eb.or([eb("lsn", "<=", lsn), old]);
        })
        .execute();
    },

    async unsettled(limit) {
      return database
        .selectFrom("catalogueOutbox")
        .select((eb) => ["passage", eb.fn.max("sequence").as("sequence")])
        .where("gone", "=", 0)
        .groupBy("passage")
        .orderBy("sequence", "desc")
        .limit(limit)
        .execute();
    },

    async countUnsettled() {
      const row = await database
        .selectFrom("catalogueOutbox")
        .select((eb) => eb.fn.count("passage").distinct().as("passages"))
        .where("gone", "=", 0)
        .executeTakeFirstOrThrow();
      return Number(row.passages);
    },

    async addStrangers(passages, part) {
      const rows = passages.map((passage) => ({ passage, part, gone: 1, sequence: 0 }));
      for (const chunk of inChunks(rows)) {
        await database
          .insertInto("catalogueOutbox")
          .values(chunk.map((row) => ({ ...row, toldAt: null, lsn: null })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },

    async addAll() {
      await writeCatalogue(database, async ({ transaction, version }) => {
        await again(
          transaction
            .insertInto("catalogueOutbox")
            .columns(COLUMNS)
            .expression((eb) =>
              eb
                .selectFrom("cataloguePassages as p")
                .select(["p.id", sql.lit(KEYWORD_PART).as("part"), ...fresh(version)])
                .where("p.id", ">=", 0),
            ),
        ).execute();
        await addVectorsOf(transaction, {}, version);
      });
    },
  };
}

async function acknowledge(
  database: Database,
  rows: readonly OutboxRow[],
  gone: boolean,
  lsn: number | undefined,
  now: number,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  // What was written again since then has a higher number, and is told again.
  const sequence = Math.max(...rows.map((row) => row.sequence));
  const passages = rows.map((row) => row.passage);
  if (gone) {
    await database
      .deleteFrom("catalogueOutbox")
      .where("part", "=", first.part)
      .where("passage", "in", passages)
      .where("gone", "=", 1)
      .execute();
    return;
  }
  await database
    .updateTable("catalogueOutbox")
    .set({ toldAt: now, lsn: lsn ?? null })
    .where("part", "=", first.part)
    .where("passage", "in", passages)
    .where("gone", "=", 0)
    .where("sequence", "<=", sequence)
    .execute();
}

export async function addRows(
  transaction: Transaction<DatabaseSchema>,
  rows: readonly { passage: number; part: string }[],
  { gone, version }: { gone: boolean; version: number },
): Promise<void> {
  const state = { gone: Number(gone), sequence: version, toldAt: null, lsn: null };
  for (const chunk of inChunks(rows)) {
    await again(
      transaction.insertInto("catalogueOutbox").values(chunk.map((row) => ({ ...row, ...state }))),
    ).execute();
  }
}

const COLUMNS = ["passage", "part", "gone", "sequence", "toldAt", "lsn"] as const;

/** Every vector of some documents, of some texts, or all. */
export async function addVectorsOf(
  transaction: Transaction<DatabaseSchema>,
  which: { documents?: readonly number[]; embedderId?: string; hashes?: readonly string[] },
  version: number,
): Promise<void> {
  const { documents, embedderId, hashes } = which;
  await again(
    transaction
      .insertInto("catalogueOutbox")
      .columns(COLUMNS)
      .expression((eb) =>
        eb
          .selectFrom("cataloguePassages as p")
          .innerJoin("catalogueVectors as v", "v.hash", "p.hash")
          .select(["p.id", "v.embedderId", ...fresh(version)])
          .where("p.id", ">=", 0)
          .$if(documents !== undefined, (query) => query.where("p.document", "in", documents ?? []))
          .$if(hashes !== undefined, (query) => query.where("p.hash", "in", hashes ?? []))
          .$if(embedderId !== undefined, (query) =>
            query.where("v.embedderId", "=", embedderId ?? ""),
          ),
      ),
  ).execute();
}

function fresh(version: number) {
  return [
    sql.lit(0).as("gone"),
    sql<number>`cast(${version} as bigint)`.as("sequence"),
    sql<number | null>`cast(null as bigint)`.as("toldAt"),
    sql<number | null>`cast(null as bigint)`.as("lsn"),
  ] as const;
}

type Insertion = InsertQueryBuilder<DatabaseSchema, "catalogueOutbox", InsertResult>;

/** Rows that are there are to be told again. */
function again(insertion: Insertion): Insertion {
  return insertion.onConflict((conflict) =>
    conflict.columns(["passage", "part"]).doUpdateSet((eb) => ({
      gone: eb.ref("excluded.gone"),
      sequence: eb.ref("excluded.sequence"),
      toldAt: null,
      lsn: null,
    })),
  );
}
