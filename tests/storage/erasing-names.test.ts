import { expect, it } from "vitest";
import { hashAuditEntry, NO_HASH } from "../../src/storage/stores/audit/hash-audit-entry.ts";
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

it.each([
  ["at the end of a sentence", "ana@example.com", "Ask ana@example.com."],
  ["in markup", "ana@example.com", "*ana@example.com*, `ana@example.com`"],
  ["as a link", "o'brien@example.com", "<mailto:o'brien@example.com|o'brien@example.com>"],
  ["with a tag", "o'brien+news@example.com", "to o'brien+news@example.com?subject=x"],
  ["in capitals", "änne.müller@bücher.example", "ÄNNE.Müller@Bücher.example!"],
  ["with accents by themselves", "änne@example.com", "änne@example.com".normalize("NFD")],
  ["with a printer's apostrophe", "o’brien@example.com", "“O’Brien@example.com”"],
  ["of a school", "d'arc'y@example.com", "(d'arc'y@example.com)"],
  ["in single quotation marks", "bob@example.com", "‘bob@example.com’"],
  ["behind a bullet", "eve@example.com", "•eve@example.com"],
  ["behind an arrow", "li@example.com", "→li@example.com ‹li@example.com› #li@example.com"],
  ["with a plus", "li+x@example.com", "~li+x@example.com~"],
])("finds an address %s, whatever stands around it", async (_, address, text) => {
  const storage = await temporaryStorage();
  const { rooms } = storage.rooms;
  await storage.audit.append({ at: 1, actor: "cli", action: "test", detail: { text } });
  expect((await storage.audit.list(1))[0]?.detail).toEqual({ text });
  await rooms.change("slack:T1:C1", { expert: text });
  await rooms.change("slack:T1:C2", { expert: `x${address}` });
  const person = { ids: [], principals: [`user:${address}`] };
  const settings = async () =>
    (await storage.privacy.count(person)).find(({ kind }) => kind === "room settings")?.count;
  expect(await settings()).toBe(1);
  expect(await storage.audit.erase(address, { at: 2, actor: "cli" })).toBe(true);
  await storage.privacy.erase(person);
  const names = await storage.database.selectFrom("auditNames").select("name").execute();
  expect(names.filter(({ name }) => name.includes("@"))).toEqual([]);
  const log = JSON.stringify(await storage.database.selectFrom("auditLog").selectAll().execute());
  expect(log.toLowerCase()).not.toMatch(/@ex|@b|brien|nne|arc/);
  expect(await settings()).toBe(0);
  expect((await rooms.get("slack:T1:C1"))?.expert).toBeUndefined();
  expect((await rooms.get("slack:T1:C2"))?.expert).toBe(`x${address}`);
  expect(await storage.audit.verify()).toBeUndefined();
});

it("leaves somebody else's address that ends or begins alike", async () => {
  const storage = await temporaryStorage();
  const others = "joana@example.com, ana@example.com.au, ana@example.community, d'ana@example.com";
  await storage.audit.append({ at: 1, actor: "cli", action: "test", detail: { others } });
  expect(await storage.audit.erase("ana@example.com", { at: 2, actor: "cli" })).toBe(false);
  expect((await storage.audit.list(1))[0]?.detail).toEqual({ others });
});

it("erases the rest of an address that an earlier version left its beginning of", async () => {
  const token = `person:${"a".repeat(43)}`;
  /** Entries as they were written then, in a log of that name's alone. */
  const logOf = async (...texts: string[]) => {
    const storage = await temporaryStorage();
    const name = { token, name: "brien@example.com", salt: "s" };
    await storage.database.insertInto("auditNames").values(name).execute();
    for (const [n, who] of texts.entries()) {
      const said = { at: 1, actor: "cli", action: "test", previousHash: NO_HASH };
      const hash = hashAuditEntry({ ...said, id: n + 1, detail: { who } });
      const row = { ...said, id: n + 1, detail: JSON.stringify({ who }), hash, seal: null };
      await storage.database.insertInto("auditLog").values(row).execute();
    }
    return storage.audit;
  };
  const erasure = { at: 2, actor: "cli" };
  const said = async (audit: Awaited<ReturnType<typeof logOf>>) =>
    JSON.stringify(await audit.list(9));
  const alone = await logOf(`user:o'${token}`, `O'${token} and o'${token}`);
  expect(await said(alone)).toContain("user:o'brien@example.com");
  expect(await alone.erase("O'Brien@example.com", erasure)).toBe(true);
  expect(await said(alone)).not.toContain("brien");
  // Somebody is called so by themselves, too: they are not erased.
  const shared = await logOf(`user:o'${token}`, `user:${token}`);
  expect(await shared.erase("o'brien@example.com", erasure)).toBe(false);
  expect(await said(shared)).toContain("user:brien@example.com");
});
