import type { Kysely, Updateable } from "kysely";
import type { IndexPlaces } from "../../ports/index-place-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

/** One row. */
const ID = 1;

const ofFile = (identity: number, version: number) => ({
  file: identity,
  written: version,
  writtenFile: identity,
});

export function createIndexPlaces(database: Kysely<DatabaseSchema>): IndexPlaces {
  const change = (to: Updateable<DatabaseSchema["indexPlaces"]>) =>
    database.updateTable("indexPlaces").set(to).where("id", "=", ID);

  async function read() {
    const row = await database
      .selectFrom("indexPlaces")
      .selectAll()
      .where("id", "=", ID)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { live, copyTo, switches, switchedAt, file } = row;
    const version = row.writtenFile === file ? row.written : 0;
    return {
      live,
      copyTo: copyTo ?? undefined,
      switches,
      switchedAt: switchedAt ?? undefined,
      file: file === null ? undefined : { identity: file, version },
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
      const none = { copyTo: null, switchedAt: null, switches: 0, missed: 0, written: 0 };
      await database
        .insertInto("indexPlaces")
        .values({ id: ID, live, ...none })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const unknown = { copyTo: undefined, switchedAt: undefined, file: undefined };
      return (await read()) ?? { live, switches: 0, ...unknown };
    },
    async beginMove(to) {
      await change({ copyTo: to, missed: 0 }).execute();
    },
    async cancelMove() {
      await change({ copyTo: null, missed: 0 }).execute();
    },
    async noteMissed() {
      await change({ missed: 1 }).execute();
    },
    async forgetMissed() {
      await change({ missed: 0 }).execute();
    },
    async endMove(to, at) {
      const { numUpdatedRows } = await change({ live: to, copyTo: null, switchedAt: at })
        .set((eb) => ({ switches: eb("switches", "+", 1) }))
        .where("copyTo", "=", to)
        .where("missed", "=", 0)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async noteFirstFile({ identity, version }) {
      await change(ofFile(identity, version)).where("file", "is", null).execute();
    },
    async noteOtherFile({ identity, version }) {
      await change(ofFile(identity, version)).execute();
    },
    async noteWritten({ identity, version }) {
      // Of writes at once the latest counts, whoever comes last.
      await change(ofFile(identity, version))
        .where("file", "=", identity)
        .where((eb) =>
          eb.or([
            eb("written", "<", version),
            eb("writtenFile", "is", null),
            eb("writtenFile", "!=", identity),
          ]),
        )
        .execute();
    },
    hasDocuments,
  };
}
