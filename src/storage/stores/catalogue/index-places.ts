import type { Kysely } from "kysely";
import type { IndexPlaces } from "../../ports/index-place-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

/** One row. */
const ID = 1;

export function createIndexPlaces(database: Kysely<DatabaseSchema>): IndexPlaces {
  const set = (change: { copyTo?: "sqlite" | "pinecone" | null; missed: number }) =>
    database.updateTable("indexPlaces").set(change).where("id", "=", ID).execute();

  async function read() {
    const row = await database
      .selectFrom("indexPlaces")
      .selectAll()
      .where("id", "=", ID)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { live, copyTo, switches, switchedAt, file } = row;
    return {
      live,
      copyTo: copyTo ?? undefined,
      switches,
      switchedAt: switchedAt ?? undefined,
      file: file ?? undefined,
    };
  }

  async function hasDocuments(): Promise<boolean> {
    const indexed = await database.selectFrom("documents").select("kind").limit(1).execute();
    return indexed.length > 0;
  }

  return {
    async settle(first) {
      const before = await read();
      if (before !== undefined) return before;
      // What was indexed before there was a choice lies in the file.
      const live = (await hasDocuments()) ? "sqlite" : first;
      const none = { copyTo: null, switchedAt: null, switches: 0, missed: 0 };
      await database
        .insertInto("indexPlaces")
        .values({ id: ID, live, ...none })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const unknown = { copyTo: undefined, switchedAt: undefined, file: undefined };
      return (await read()) ?? { live, switches: 0, ...unknown };
    },
    async copyTo(kind) {
      await set({ copyTo: kind ?? null, missed: 0 });
    },
    async noteMissed() {
      await set({ missed: 1 });
    },
    async forgetMissed() {
      await set({ missed: 0 });
    },
    async switchTo(kind, at) {
      const { numUpdatedRows } = await database
        .updateTable("indexPlaces")
        .set((eb) => ({
          live: kind,
          copyTo: null,
          switchedAt: at,
          switches: eb("switches", "+", 1),
        }))
        .where("id", "=", ID)
        .where("copyTo", "=", kind)
        .where("missed", "=", 0)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async noteFile(file, instead) {
      await database
        .updateTable("indexPlaces")
        .set({ file })
        .where("id", "=", ID)
        .where("file", instead === undefined ? "is" : "=", instead ?? null)
        .execute();
    },
    hasDocuments,
  };
}
