import type { Kysely, Selectable } from "kysely";
import { inChunks, nullToUndefined } from "../../column-values.ts";
import type { ReaderGroupsTable } from "../../groups-schema.ts";
import type { GroupNews, GroupRecord, GroupStorage } from "../../ports/group-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { createGroupSyncsStore } from "./group-syncs-store.ts";
import { changeGroups, readGroupsVersion } from "./groups-version.ts";
import { createLinksStore } from "./links-store.ts";

/** Instead of the name of a source, which is never empty. */
const BY_ADMIN = "";

export function createGroupsStore(database: Kysely<DatabaseSchema>): GroupStorage {
  return {
    version: () => readGroupsVersion(database),
    async list() {
      const rows = await database
        .selectFrom("readerGroups")
        .selectAll()
        .orderBy("principal")
        .orderBy("source")
        .execute();
      return rows.map(toRecord);
    },
    async note(source, news, at) {
      if (news.length === 0) return;
      await changeGroups(database, async (transaction) => {
        for (const one of news) {
          const [row, change] = toRows(source, one, at);
          await transaction
            .insertInto("readerGroups")
            .values(row)
            .onConflict((conflict) => conflict.columns(["principal", "source"]).doUpdateSet(change))
            .execute();
        }
      });
    },
    async keepOnly(source, principals) {
      const kept = new Set(principals);
      await changeGroups(database, async (transaction) => {
        const rows = await transaction
          .selectFrom("readerGroups")
          .select("principal")
          .where("source", "=", source)
          .execute();
        const others = rows.map(({ principal }) => principal).filter((one) => !kept.has(one));
        for (const chunk of inChunks(others)) {
          await transaction
            .deleteFrom("readerGroups")
            .where("source", "=", source)
            .where("principal", "in", chunk)
            .execute();
        }
        return others.length > 0;
      });
    },
    async set({ principal, members, setBy, at }) {
      const change = { members: toMembers(members), saidAt: at, setBy };
      const row = { ...EMPTY, principal, source: BY_ADMIN, ...change };
      await changeGroups(database, async (transaction) => {
        await transaction
          .insertInto("readerGroups")
          .values(row)
          .onConflict((conflict) => conflict.columns(["principal", "source"]).doUpdateSet(change))
          .execute();
      });
    },
    remove: (principal) =>
      changeGroups(database, async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom("readerGroups")
          .where("principal", "=", principal)
          .where("source", "=", BY_ADMIN)
          .executeTakeFirstOrThrow();
        return numDeletedRows === 1n;
      }),
    links: createLinksStore(database),
    syncs: createGroupSyncsStore(database),
  };
}

const EMPTY = {
  ...{ name: null, members: "[]", unknownMembers: 0, saidAt: null },
  ...{ isGone: 0, error: null, setBy: null },
};

/** The row of news about a group that nobody told of before, and what changes of one that is there. */
function toRows(
  source: string,
  news: GroupNews,
  at: number,
): [row: Selectable<ReaderGroupsTable>, change: Partial<Selectable<ReaderGroupsTable>>] {
  const { principal } = news;
  const change = changeOf(news, at);
  return [{ ...EMPTY, principal, source, ...change }, change];
}

function changeOf(news: GroupNews, at: number): Partial<Selectable<ReaderGroupsTable>> {
  if (news.type === "failed") return { error: news.reason };
  if (news.type === "gone") return { ...EMPTY, saidAt: at, isGone: 1 };
  const { name, members, unknownMembers } = news;
  return {
    ...{ ...EMPTY, saidAt: at, name: name ?? null },
    ...{ members: toMembers(members), unknownMembers },
  };
}

function toMembers(members: readonly string[]): string {
  return JSON.stringify([...new Set(members)].sort());
}

function toRecord(row: Selectable<ReaderGroupsTable>): GroupRecord {
  return {
    ...nullToUndefined(row),
    source: row.source === BY_ADMIN ? undefined : row.source,
    members: JSON.parse(row.members),
    isGone: row.isGone === 1,
  };
}
