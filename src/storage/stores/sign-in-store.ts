import type { Kysely } from "kysely";
import type { SignInStorage } from "../ports/sign-in-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

export function createSignInStore(database: Kysely<DatabaseSchema>): SignInStorage {
  return {
    async add(session) {
      const { createdAt: now } = session;
      await database
        .deleteFrom("webSessions")
        .where((eb) => eb.or([eb("expiresAt", "<=", now), eb("idleUntil", "<=", now)]))
        .execute();
      await database.insertInto("webSessions").values(session).execute();
    },
    get: (idHash, now) =>
      database
        .selectFrom("webSessions")
        .selectAll()
        .where("idHash", "=", idHash)
        .where("expiresAt", ">", now)
        .where("idleUntil", ">", now)
        .executeTakeFirst(),
    async keep(idHash, idleUntil) {
      await database
        .updateTable("webSessions")
        .set({ idleUntil })
        .where("idHash", "=", idHash)
        .execute();
    },
    async end(idHash) {
      await database.deleteFrom("webSessions").where("idHash", "=", idHash).execute();
    },
    async endAllOf(person) {
      const { numDeletedRows } = await database
        .deleteFrom("webSessions")
        .where("person", "=", person)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    async takeState(stateHash, expiresAt, now) {
      await database.deleteFrom("takenSignIns").where("expiresAt", "<=", now).execute();
      const { numInsertedOrUpdatedRows } = await database
        .insertInto("takenSignIns")
        .values({ stateHash, expiresAt })
        .onConflict((conflict) => conflict.column("stateHash").doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
