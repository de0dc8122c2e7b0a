import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { pairIndex, rebuildIndex, wireIndex } from "../../../src/app-index.ts";
import { removeSqliteFile } from "../../../src/storage/sqlite/remove-sqlite-file.ts";
import { createIndexPlaces } from "../../../src/storage/stores/catalogue/index-places.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { createKnownFile } from "../../../src/vector-index/sqlite/known-file.ts";
import { openSqliteVectorIndex } from "../../../src/vector-index/sqlite/sqlite-vector-index.ts";
import type { VectorIndex } from "../../../src/vector-index/vector-index.ts";
import { temporaryFolder, temporaryStorage } from "../../storage/temporary-storage.ts";
import { documentOf, queryOf } from "../index-fixtures.ts";

const CHILD = fileURLToPath(new URL("./open-in-child.ts", import.meta.url));
const REFUSED = /is not the index that this state wrote, but another one's, or an older copy/;

async function createWorld() {
  const folder = temporaryFolder();
  const file = join(folder, "index.sqlite");
  const storage = await temporaryStorage(join(folder, "state.sqlite"));
  const places = createIndexPlaces(storage.database);
  const known = createKnownFile(file, places);
  const open = async () => {
    const config = { first: "sqlite" as const, pinecone: undefined };
    const options = { file, config, storage, logger: createLogger("silent"), now: Date.now };
    return (await wireIndex(options)).index;
  };
  return {
    ...{ folder, file, storage, places, known, open },
    async write(...texts: string[]) {
      const index = await open();
      await index.replaceDocuments([documentOf("a", texts)]);
      await index.close();
    },
    /** A copy, put in the place of the file by what is returned. */
    copy(name: string) {
      for (const part of ["", "-wal", "-shm"])
        copy(`${file}${part}`, join(folder, `${name}${part}`));
      return () => {
        for (const part of ["", "-wal", "-shm"])
          copy(join(folder, `${name}${part}`), `${file}${part}`);
      };
    },
  };
}

function copy(from: string, to: string): void {
  rmSync(to, { force: true });
  if (existsSync(from)) copyFileSync(from, to);
}

async function found(index: VectorIndex, text: string): Promise<number> {
  return (await index.search(queryOf(text))).length;
}

test("an older copy is refused, the file itself is not, and neither is a copy of it as it is", async () => {
  const { write, copy, known, open } = await createWorld();
  await write("first");
  const putOlderBack = copy("older");
  await write("second");
  const putBack = copy("newest");
  putOlderBack();
  await expect(open()).rejects.toThrow(REFUSED);
  putBack();
  await known.check();
  const index = await open();
  expect(await found(index, "second")).toBe(1);
  await index.close();
});

test("an older copy of a file that is still open is refused, with its log beside it", async () => {
  const { copy, known, open } = await createWorld();
  const index = await open();
  onTestFinished(() => index.close());
  await index.replaceDocuments([documentOf("a", ["first"])]);
  const putOlderBack = copy("older");
  await index.setAccess("handbook", ["a"], 2);
  await known.check();
  putOlderBack();
  await expect(known.check()).rejects.toThrow(REFUSED);
});

test("a file that is exchanged after it was checked, before it is used, is refused until it is back", async () => {
  const { write, copy, open } = await createWorld();
  await write("first");
  const putOlderBack = copy("older");
  await write("second");
  const putBack = copy("newest");
  const index = await open();
  onTestFinished(() => index.close());
  putOlderBack();
  await expect(found(index, "first")).rejects.toThrow(REFUSED);
  await expect(index.removeDocuments("handbook", ["a"])).rejects.toThrow(REFUSED);
  putBack();
  await expect.poll(() => found(index, "second").catch(String)).toBe(1);
  await index.removeDocuments("handbook", ["a"]);
  expect(await found(index, "second")).toBe(0);
});

test("what was written before the state knew of it is no reason to refuse, and is known from then on", async () => {
  const { write, copy, file, known, places } = await createWorld();
  await write("first");
  // As a process does that is killed in between.
  const direct = await openSqliteVectorIndex({ file });
  await direct.replaceDocuments([documentOf("a", ["second"])]);
  const putBack = copy("second");
  await direct.replaceDocuments([documentOf("a", ["third"])]);
  const version = await direct.version();
  await direct.close();
  await known.check();
  expect((await places.settle("sqlite")).file).toMatchObject({ version });
  putBack();
  await expect(known.check()).rejects.toThrow(REFUSED);
});

test("a file that a version of before has noted, which knows no versions, is not refused", async () => {
  const { write, known, file, storage, places } = await createWorld();
  await write("first");
  await write("second");
  await removeSqliteFile(file);
  await openSqliteVectorIndex({ file }).then((index) => index.close());
  const db = new DatabaseSync(file);
  const { value } = db.prepare("SELECT value FROM counters WHERE name = 'identity'").get() ?? {};
  db.close();
  await storage.database
    .updateTable("indexPlaces")
    .set({ file: Number(value) })
    .execute();
  await known.check();
  await write("third");
  expect((await places.settle("sqlite")).file).toEqual({ identity: Number(value), version: 1 });
});

test("processes that write at once and are killed again and again never leave a file that is refused", async () => {
  const { folder, known, open } = await createWorld();
  const index = await open();
  onTestFinished(() => index.close());
  const start = async (name: string) => {
    const env = { ...process.env, NODE_NO_WARNINGS: "1" };
    const stdio = ["ignore", "pipe", "inherit"] as const;
    const child = spawn(process.execPath, [CHILD, folder, name], { stdio: [...stdio], env });
    // Refused, it would end without a word.
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
    return child;
  };
  for (let round = 0; round < 4; round += 1) {
    const children = await Promise.all([start("one"), start("two")]);
    for (const until = Date.now() + 300 + Math.random() * 200; Date.now() < until; ) {
      await known.check();
      await index.replaceDocuments([documentOf("three", ["here"])]);
    }
    expect(children.map(({ exitCode }) => exitCode)).toEqual([null, null]);
    const gone = children.map((child) => once(child, "exit"));
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(gone);
    await known.check();
  }
}, 60_000);

test("a state and a file that were put back together belong together, and the file of before to nobody", async () => {
  const { write, copy, file, known, storage } = await createWorld();
  await write("first");
  const putBack = copy("later");
  await write("second");
  const putLatestBack = copy("latest");
  putBack();
  await pairIndex(file, storage);
  await known.check();
  putLatestBack();
  await expect(known.check()).rejects.toThrow(REFUSED);
});

test("an index that is begun anew while somebody has it open is read and written anew", async () => {
  const { open, file, storage } = await createWorld();
  const index = await open();
  onTestFinished(() => index.close());
  await index.replaceDocuments([documentOf("a", ["first"])]);
  expect(await rebuildIndex(file, storage)).toEqual([]);
  await index.replaceDocuments([documentOf("b", ["second"])]);
  const other = await open();
  expect([await found(other, "first"), await found(other, "second")]).toEqual([0, 1]);
  await other.close();
  expect([await found(index, "first"), await found(index, "second")]).toEqual([0, 1]);
});

test("whoever looks which file it is waits for no writer, and stops nobody while it waits", async () => {
  const { write, file, known } = await createWorld();
  await write("first");
  const writer = new DatabaseSync(file);
  onTestFinished(() => writer.close());
  writer.exec("BEGIN IMMEDIATE");
  await known.check();
  writer.exec("DELETE FROM counters WHERE name = 'identity'; COMMIT; BEGIN IMMEDIATE");
  const looking = known.isKnown();
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 10);
  await sleep(500);
  clearInterval(ticking);
  writer.exec("COMMIT");
  // It gave the file a number, which is not the one that the state knows.
  expect(await looking).toBe(false);
  expect(ticks).toBeGreaterThan(5);
});
