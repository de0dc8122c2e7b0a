import { expect, it } from "vitest";
import { temporaryStorage } from "./temporary-storage.ts";

const SEAN = "sean.o'brien@example.com";

it("finds an address with an apostrophe in the audit log, and one that is quoted", async () => {
  const storage = await temporaryStorage();
  const detail = { who: `user:${SEAN}`, note: "by='ana@example.com'", why: "it is 'sean'" };
  await storage.audit.append({ at: 1, actor: "slack:T1:U1", action: "test", detail });
  expect((await storage.audit.list(1))[0]?.detail).toEqual(detail);
  const rows = async () =>
    JSON.stringify([
      await storage.database.selectFrom("auditLog").selectAll().execute(),
      await storage.database.selectFrom("auditNames").selectAll().execute(),
    ]);
  expect(await rows()).toContain(SEAN);
  const by = { at: 2, actor: "footnote" };
  expect(await storage.audit.erase(SEAN, by)).toBe(true);
  expect(await storage.audit.erase("ana@example.com", by)).toBe(true);
  expect(await rows()).not.toMatch(/o'|brien|ana@/);
  expect(await storage.audit.verify()).toBeUndefined();
});

it("knows whom an admin's group and links name, so that a restore erases them again", async () => {
  const storage = await temporaryStorage();
  const { groups, privacy } = storage;
  await groups.set({ principal: "group:a", members: [`user:${SEAN}`], setBy: "cli", at: 1 });
  await groups.links.add({
    one: "user:x@example.com",
    other: "user:y@example.com",
    linkedBy: "cli",
    linkedAt: 1,
  });
  const names = await privacy.listNames();
  expect(names).toEqual(
    expect.arrayContaining([`user:${SEAN}`, "user:x@example.com", "user:y@example.com"]),
  );
});

it("leaves what belongs to somebody with a longer id", async () => {
  const storage = await temporaryStorage();
  const { commands } = storage.administration;
  for (const person of ["slack:T1:U1", "slack:T1:U12"]) {
    await commands.keep(`command ${person}:7`, { text: `for <${person}>` }, 1);
    await storage.limits.spend(`questions ${person}`, 3_600_000, 1);
  }
  await storage.privacy.erase({ ids: ["slack:T1:U1"], principals: [] });
  expect(await commands.get("command slack:T1:U1:7")).toBeUndefined();
  expect(await commands.get("command slack:T1:U12:7")).toBeDefined();
  const left = await storage.database.selectFrom("spentLimits").select("name").execute();
  expect(left).toEqual([{ name: "questions slack:T1:U12" }]);
});
