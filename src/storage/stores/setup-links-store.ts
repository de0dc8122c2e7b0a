import type { Kysely, Selectable } from "kysely";
import type { SetupLinksTable } from "../chat-schema.ts";
import type { SetupLink, SetupStorage } from "../ports/setup-storage.ts";
import type { DatabaseSchema } from "../schema.ts";
import { keepSealed } from "../secrets/sealer.ts";

const NOT_AWAY = { stateHash: null, browserHash: null, sealedVerifier: null };

export function createSetupLinksStore(database: Kysely<DatabaseSchema>): SetupStorage {
  const good = (now: number) =>
    database.selectFrom("setupLinks").selectAll().where("expiresAt", ">", now);
  return {
    async add({ wish, ...link }) {
      await database
        .insertInto("setupLinks")
        .values({ ...link, wish: JSON.stringify(wish), tries: 0, toldAt: null, ...NOT_AWAY })
        .execute();
    },
    async get(tokenHash, now) {
      const row = await good(now).where("tokenHash", "=", tokenHash).executeTakeFirst();
      return row && toLink(row);
    },
    async tryOnce(tokenHash, most, now) {
      const result = await database
        .updateTable("setupLinks")
        .set((eb) => ({ tries: eb("tries", "+", 1) }))
        .where("tokenHash", "=", tokenHash)
        .where("expiresAt", ">", now)
        .where("tries", "<", most)
        .executeTakeFirstOrThrow();
      return result.numUpdatedRows === 1n;
    },
    async leave(tokenHash, access) {
      await keepSealed(access.sealedVerifier, database, (current) =>
        current.updateTable("setupLinks").set(access).where("tokenHash", "=", tokenHash).execute(),
      );
    },
    async comeBack(stateHash, browserHash, now) {
      const row = await good(now)
        .where("stateHash", "=", stateHash)
        .where("browserHash", "=", browserHash)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      // Whoever ends the visit has it; a second reply with the same state finds nothing.
      const ended = await database
        .updateTable("setupLinks")
        .set(NOT_AWAY)
        .where("tokenHash", "=", row.tokenHash)
        .where("stateHash", "=", stateHash)
        .executeTakeFirstOrThrow();
      return ended.numUpdatedRows === 1n ? toLink(row) : undefined;
    },
    async markTold(tokenHash, toldAt) {
      await database
        .updateTable("setupLinks")
        .set({ toldAt })
        .where("tokenHash", "=", tokenHash)
        .execute();
    },
    async wasTold(requestKey) {
      const row = await database
        .selectFrom("setupLinks")
        .select("tokenHash")
        .where("requestKey", "=", requestKey)
        .where("toldAt", "is not", null)
        .executeTakeFirst();
      return row !== undefined;
    },
    async finish(requestKey) {
      const result = await database
        .deleteFrom("setupLinks")
        .where("requestKey", "=", requestKey)
        .executeTakeFirstOrThrow();
      return result.numDeletedRows > 0n;
    },
    async prune(now) {
      await database.deleteFrom("setupLinks").where("expiresAt", "<=", now).execute();
    },
  };
}

function toLink(row: Selectable<SetupLinksTable>): SetupLink {
  const { stateHash, browserHash, sealedVerifier, wish, toldAt, ...link } = row;
  const isAway = stateHash !== null && browserHash !== null && sealedVerifier !== null;
  return {
    ...link,
    wish: JSON.parse(wish) as SetupLink["wish"],
    toldAt: toldAt ?? undefined,
    access: isAway ? { stateHash, browserHash, sealedVerifier } : undefined,
  };
}
