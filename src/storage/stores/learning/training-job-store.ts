import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { inTurn } from "../../in-turn.ts";
import type { TrainingJobsTable } from "../../learning-schema.ts";
import type {
  TrainingJob,
  TrainingJobStorage,
  TrainingOrder,
  TrainingState,
} from "../../ports/training-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { addVersion } from "./add-version.ts";
import { keyOf, nameOf } from "./serving.ts";

const KIND = "job";
const ENDED: TrainingState[] = ["succeeded", "failed", "cancelled"];

export function createTrainingJobStore(database: Kysely<DatabaseSchema>): TrainingJobStorage {
  const turn = <T>(name: string, act: (transaction: Transaction<DatabaseSchema>) => Promise<T>) =>
    inTurn(database, name, act);
  return {
    begin: (order, { at, again }) =>
      turn("training jobs", async (transaction) => {
        const orderKey = keyOfOrder(order);
        const like = await transaction
          .selectFrom("trainingJobs")
          .selectAll()
          .where("orderKey", "=", orderKey)
          .where("state", "not in", ["failed", "cancelled"])
          .orderBy("number", "desc")
          .executeTakeFirst();
        if (like !== undefined && !again) return { stands: true, job: readJob(like) };
        const { last } = await transaction
          .selectFrom("trainingJobs")
          .select((eb) => eb.fn.max("number").as("last"))
          .executeTakeFirstOrThrow();
        const row: TrainingJobsTable = {
          ...{ number: Number(last ?? 0) + 1, provider: order.provider, orderKey },
          ...{ ordered: JSON.stringify(order), state: "beginning", detail: null },
          ...{ providerJob: null, begunAt: at, seenAt: at, cancelAskedAt: null, version: null },
        };
        await transaction.insertInto("trainingJobs").values(row).execute();
        return { stands: false, job: readJob(row) };
      }),

    async get(id) {
      const row = await readRow(database, id);
      return row && readJob(row);
    },

    async list() {
      const rows = await database
        .selectFrom("trainingJobs")
        .selectAll()
        .orderBy("number", "desc")
        .execute();
      return rows.map(readJob);
    },

    async note(id, { state, detail, seenAt, providerJob }) {
      const known = providerJob === undefined ? {} : { providerJob };
      await database
        .updateTable("trainingJobs")
        .set({ state, detail: detail ?? null, seenAt, ...known })
        .where("number", "=", numberOf(id))
        .where("state", "not in", ENDED)
        .execute();
    },

    async askToCancel(id, at) {
      await database
        .updateTable("trainingJobs")
        .set({ cancelAskedAt: at })
        .where("number", "=", numberOf(id))
        .execute();
    },

    finish: (id, made) =>
      turn(`learned ${made.kind}`, async (transaction) => {
        const row = await readRow(transaction, id);
        if (row === undefined || row.version !== null) return row?.version ?? undefined;
        const { version } = await addVersion(transaction, made);
        await transaction
          .updateTable("trainingJobs")
          .set({ state: "succeeded", detail: null, seenAt: made.createdAt, version })
          .where("number", "=", row.number)
          .execute();
        return version;
      }),
  };
}

function readRow(database: Kysely<DatabaseSchema>, id: string) {
  return database
    .selectFrom("trainingJobs")
    .selectAll()
    .where("number", "=", numberOf(id))
    .executeTakeFirst();
}

/** What is no job's id matches no row. */
function numberOf(id: string): number {
  const { kind, number } = keyOf(id);
  return kind === KIND ? number : 0;
}

/** The name, and where the rows lie, make no other job of it. */
function keyOfOrder({ provider, contentHash, base, quantised, epochs }: TrainingOrder): string {
  const words = [provider, contentHash, base, quantised, epochs ?? null];
  return createHash("sha256").update(JSON.stringify(words)).digest("hex");
}

function readJob(row: TrainingJobsTable): TrainingJob {
  const { number, state, detail, providerJob, begunAt, seenAt, cancelAskedAt, version } = row;
  return {
    id: nameOf(KIND, number),
    order: JSON.parse(row.ordered) as TrainingOrder,
    state: state as TrainingState,
    ...{ detail: detail ?? undefined, providerJob: providerJob ?? undefined },
    ...{ begunAt: Number(begunAt), seenAt: Number(seenAt) },
    cancelAskedAt: cancelAskedAt === null ? undefined : Number(cancelAskedAt),
    version: version ?? undefined,
  };
}
