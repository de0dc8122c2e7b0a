import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createIndexPlaces } from "../../src/storage/stores/catalogue/index-places.ts";
import { syncLease } from "../../src/sync/hold-lease.ts";
import { createKnownFile } from "../../src/vector-index/sqlite/known-file.ts";
import { execute, usePostgres } from "../storage/postgres/postgres-world.ts";
import { temporaryStorage } from "../storage/temporary-storage.ts";
import { createFootnote, type Footnote } from "../support/footnote.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const postgres = usePostgres();
const FOREIGN = /is not the index that this state wrote.*index rebuild/s;

async function found(footnote: Footnote, ...as: string[]): Promise<string[]> {
  const args = ["search", "What is the salary of the director?", ...as];
  const { passages } = await footnote.json<{ passages: { title: string }[] }>(...args);
  return passages.map(({ title }) => title);
}

async function readFolder(footnote: Footnote, name: string, readers: string): Promise<void> {
  const settings = ["--set", `path=${name}`, "--audience", readers];
  await footnote.json("sources", "add", "files", name, ...settings);
  await footnote.json("sync", name);
}

/** An installation that has read one document, for its finance group alone. */
async function readSecret(environment: NodeJS.ProcessEnv = {}): Promise<Footnote> {
  const folder = temporaryFolder("work");
  for (const [name, text] of [
    ["finance", "# Pay\n\nThe salary of the director is 412000 euro."],
    ["canteen", "# Canteen\n\nThe canteen opens at noon."],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "page.md"), text);
  }
  const footnote = createFootnote({ folder, environment });
  await readFolder(footnote, "finance", "group:finance");
  expect(await found(footnote)).toEqual([]);
  expect(await found(footnote, "--as", "group:finance")).toEqual(["Pay"]);
  return footnote;
}

function remove(footnote: Footnote, name: string): void {
  for (const part of ["", "-wal", "-shm"]) {
    rmSync(join(footnote.dataDir, `${name}${part}`), { force: true });
  }
}

test("the index of a state that was lost is refused, and begun anew shows nothing of it", async () => {
  const footnote = await readSecret();
  remove(footnote, "state.sqlite");
  const refused = await footnote.run("search", "salary");
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(FOREIGN)]);
  await footnote.json("index", "rebuild");
  await readFolder(footnote, "canteen", "everyone");
  expect(await found(footnote)).toEqual([]);
  expect(await footnote.json("index", "status")).toMatchObject({ documents: 1 });
});

test("a Postgres that is new does not take the index of the file's state for its own", async () => {
  const { dataDir, folder } = await readSecret();
  const environment = { DATABASE_URL: (await postgres.emptyDatabase()).url };
  const other = createFootnote({ folder, dataDir, environment });
  for (const command of [["search", "salary"], ["sync"], ["ask", "What is the salary?"]]) {
    const { code, stderr } = await other.run(...command);
    expect([code, stderr]).toEqual([1, expect.stringMatching(FOREIGN)]);
  }
});

test("what is migrated or rebuilt from elsewhere takes no index from where it is", async () => {
  const { url } = await postgres.emptyDatabase();
  const environment = {
    DATABASE_URL: url,
    FOOTNOTE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
  };
  const footnote = await readSecret(environment);
  // As it was before files had numbers.
  await execute(url, "update index_places set file = null");
  const other = createFootnote({ folder: footnote.folder, environment });
  await other.json("migrate");
  const refused = await other.run("search", "salary");
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(FOREIGN)]);
  expect(await found(footnote, "--as", "group:finance")).toEqual(["Pay"]);
  await execute(url, `insert into leases values ('${syncLease("finance")}', 'o', ${2 ** 42})`);
  const { stderr } = await footnote.run("index", "rebuild");
  expect(stderr).toContain("or syncs: stop it, or wait");
});

test("an index that is lost is noticed, and read again once it is begun anew", async () => {
  const footnote = await readSecret();
  remove(footnote, "index.sqlite");
  const refused = await footnote.run("sync");
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(FOREIGN)]);
  expect((await footnote.run("doctor")).code).toBe(1);
  expect(await footnote.json("index", "rebuild")).toMatchObject({ sources: ["finance"] });
  await footnote.json("sync");
  expect(await found(footnote, "--as", "group:finance")).toEqual(["Pay"]);
  expect(await found(footnote)).toEqual([]);
});

test("an older copy of the file, put back alone, is refused, and a backup with its state is not", async () => {
  const footnote = await readSecret();
  await footnote.json("sources", "audience", "finance", "/", "everyone");
  expect(await found(footnote)).toEqual(["Pay"]);
  await footnote.json("backup", "kept.tgz");
  const file = join(footnote.dataDir, "index.sqlite");
  const copies = ["older", "newest"].map((name) => join(footnote.folder, name));
  const [older = "", newest = ""] = copies;
  copyFileSync(file, older);
  await footnote.json("sources", "audience", "finance", "/", "group:finance");
  expect(await found(footnote)).toEqual([]);
  copyFileSync(file, newest);

  copyFileSync(older, file);
  for (const command of [["search", "salary"], ["sync"]]) {
    const { code, stderr } = await footnote.run(...command);
    expect([code, stderr.trim().split("\n")]).toEqual([1, [expect.stringMatching(FOREIGN)]]);
  }
  copyFileSync(newest, file);
  expect(await found(footnote, "--as", "group:finance")).toEqual(["Pay"]);
  expect(await found(footnote)).toEqual([]);

  await footnote.json("restore", "kept.tgz");
  expect(await found(footnote)).toEqual(["Pay"]);
  await footnote.json("sync");
  // What was there before belongs to the state of before, however much newer it is.
  remove(footnote, "index.sqlite");
  copyFileSync(newest, file);
  expect((await footnote.run("search", "salary")).stderr).toMatch(FOREIGN);
}, 120_000);

test("a copy of before the index moved away and back is not taken for it", async () => {
  const folder = temporaryFolder("index");
  const { database } = await temporaryStorage(join(folder, "state.sqlite"));
  const places = createIndexPlaces(database);
  const [file, copy] = ["index.sqlite", "copy.sqlite"].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  const [known, copied] = [createKnownFile(file, places), createKnownFile(copy, places)];
  await known.check();
  copyFileSync(file, copy);
  await copied.check();
  await known.renew();
  await known.check();
  await expect(copied.check()).rejects.toThrow(FOREIGN);
  await known.check();
});
