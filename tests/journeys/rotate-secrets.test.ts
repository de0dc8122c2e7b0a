import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCompany } from "../counterparts/notion/seeds/seed-company.ts";
import {
  type NotionCounterpart,
  startNotionCounterpart,
} from "../counterparts/notion/start-notion-counterpart.ts";
import { createFootnote } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";

const footnote = createFootnote();
writeFiles(footnote.folder, { "token.txt": "ntn_test\n" });
const keyFile = join(footnote.dataDir, "secret.key");
const backup = join(footnote.folder, "before.tgz");
const newKey = () => randomBytes(32).toString("base64");
let counterpart: NotionCounterpart;
beforeAll(async () => {
  counterpart = await startNotionCounterpart();
  seedCompany(counterpart.world.workspace);
  const settings = ["--set", `apiUrl=${counterpart.apiUrl}`, "--set", "requestsPerMinute=100000"];
  await footnote.json(
    "sources",
    "add",
    "notion",
    "wiki",
    ...settings,
    "--secret-file",
    "token.txt",
  );
}, 60_000);
afterAll(() => counterpart.close());

/** The same data folder with other keys in the environment. */
const withKeys = (given?: string, older?: string) =>
  createFootnote({
    ...{ folder: footnote.folder, dataDir: footnote.dataDir },
    environment: { FOOTNOTE_SECRET_KEY: given, FOOTNOTE_SECRET_KEY_OLD: older },
  });
const syncs = async (one = footnote) => (await one.run("sync", "wiki")).code;

interface Status {
  key: string;
  isHere: boolean;
  sealed: { kind: string; key: string; count: number }[];
  unreadable: string[];
}

test("a key in the data folder is changed while Footnote serves, and the source is read with the new one", async () => {
  const serving = await footnote.serve();
  await footnote.json("backup", backup);
  const before = await footnote.json<Status>("secrets", "status");
  expect(before.sealed.map(({ kind }) => kind).sort()).toEqual(["audit log", "source"]);
  const [old, { from, to }] = [
    readFileSync(keyFile, "utf8"),
    await footnote.json<{ from: string; to: string }>("secrets", "rotate"),
  ];
  expect(from).toBe(before.key);
  expect(readFileSync(keyFile, "utf8")).not.toBe(old);
  expect(await footnote.json("secrets", "status")).toMatchObject({ key: to, unreadable: [] });
  expect(await syncs()).toBe(0);
  expect((await serving.stop()).stderr).not.toMatch(/another key/);
  writeFileSync(join(footnote.folder, "old.key"), old);
  expect(await footnote.json("audit-log", "verify")).toMatchObject({ sound: true });
});

test("a backup of before says which key it needs, and with that it is whole again", async () => {
  const { note } = await footnote.json<{ note: string }>("restore", backup);
  expect(note).toMatch(/key that is not here \([0-9a-f]{12}\).*FOOTNOTE_SECRET_KEY_OLD/);
  expect(await syncs()).toBe(1);
  const refused = await footnote.run("secrets", "rotate");
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/Nothing was changed.*source wiki \(key [0-9a-f]{12}\)/);
  const old = readFileSync(join(footnote.folder, "old.key"), "utf8").trim();
  expect(await withKeys(undefined, old).json("secrets", "rotate")).toMatchObject({ left: [] });
  expect(await syncs()).toBe(0);
  expect(await footnote.json("audit-log", "verify")).toMatchObject({ sound: true });
});

test("a key in the environment: both are given, everything is encrypted anew, the old one goes", async () => {
  const first = newKey();
  // From the file to the environment.
  expect(await withKeys(first).json("secrets", "rotate")).toMatchObject({ left: [] });
  rmSync(keyFile);
  expect(await syncs(withKeys(first))).toBe(0);
  const again = await withKeys(first).run("secrets", "rotate");
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toMatch(
    /with FOOTNOTE_SECRET_KEY \([0-9a-f]{12}\) already: set it to a new/,
  );
  const second = newKey();
  const alone = await withKeys(second).run("secrets", "rotate");
  expect(alone.stderr).toMatch(/Set FOOTNOTE_SECRET_KEY_OLD to the key they were encrypted with/);
  // Before the rotation both keys serve, and what is written now is not lost.
  expect(await syncs(withKeys(second, first))).toBe(0);
  await withKeys(second, first).json("sources", "secret", "wiki", "--secret-file", "token.txt");
  await withKeys(second, first).json("secrets", "rotate");
  expect(await syncs(withKeys(second))).toBe(0);
  const wrong = await withKeys(first).run(
    "sources",
    "secret",
    "wiki",
    "--secret-file",
    "token.txt",
  );
  expect(wrong.stderr).toMatch(/encrypted with another key than this one/);
  for (const key of [first, second]) {
    const said = JSON.stringify([alone, again, wrong]);
    expect(said).not.toContain(key);
  }
});

test("a lost key is gone on without only when that is said, and the audit log says so", async () => {
  const third = newKey();
  const without = withKeys(third);
  expect((await without.run("doctor")).stdout).toMatch(
    /FAIL {2}secrets: no key here opens source wiki/,
  );
  expect(await without.json("secrets", "rotate", "--leave-unreadable")).toMatchObject({
    left: expect.arrayContaining(["source wiki", "audit log"]),
  });
  await without.json("sources", "secret", "wiki", "--secret-file", "token.txt");
  expect(await syncs(without)).toBe(0);
  expect(await without.json("audit-log", "verify")).toMatchObject({ sound: true });
  const entries = await without.json<{ action: string; detail: object }[]>("audit-log");
  const lost = entries.find(({ action }) => action === "secrets.rotated");
  expect(lost?.detail).toMatchObject({ left: expect.arrayContaining(["audit log"]) });
});
