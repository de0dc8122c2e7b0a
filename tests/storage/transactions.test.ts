import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { sourceRecord } from "../sync/sync-world.ts";
import { temporaryStorage } from "./temporary-storage.ts";

it("never mixes the transactions of callers that overlap in one process", async () => {
  const { database } = await temporaryStorage();
  await database.insertInto("leases").values({ name: "n", owner: "", expiresAt: 0 }).execute();
  const increment = () =>
    database.transaction().execute(async (transaction) => {
      const query = transaction.selectFrom("leases").select("expiresAt").where("name", "=", "n");
      const { expiresAt } = await query.executeTakeFirstOrThrow();
      // Other callers get their turn here, and must find the connection taken.
      await sleep(1);
      await transaction
        .updateTable("leases")
        .set({ expiresAt: expiresAt + 1 })
        .execute();
      if (expiresAt % 3 === 2) throw new Error("Given up half-way.");
    });
  const results = await Promise.allSettled(Array.from({ length: 30 }, increment));
  const row = await database.selectFrom("leases").selectAll().executeTakeFirstOrThrow();
  // From 2 on every one fails and leaves 2 behind.
  expect(row.expiresAt).toBe(2);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
});

it("stores no source whose secret cannot be stored", async () => {
  const storage = await temporaryStorage();
  await storage.database.schema.dropTable("secrets").execute();
  await expect(storage.sources.add(sourceRecord("wiki"), "box")).rejects.toThrow("secrets");
  expect(await storage.sources.list()).toEqual([]);
});

it("serves three hundred callers at once", async () => {
  const storage = await temporaryStorage();
  const appended = Array.from({ length: 300 }, (_, n) =>
    storage.audit.append({ at: n, actor: "ann", action: "test", detail: {} }),
  );
  await Promise.all(appended);
  expect((await storage.audit.list(1))[0]?.id).toBe(300);
  expect(await storage.audit.verify()).toBeUndefined();
});

it("finishes what was begun before it closes", async () => {
  const storage = await temporaryStorage();
  const running = storage.database.transaction().execute(async (transaction) => {
    await sleep(20);
    return transaction.selectFrom("leases").selectAll().execute();
  });
  await sleep(5);
  await storage.close();
  expect(await running).toEqual([]);
});
