import { readFileSync, writeFileSync } from "node:fs";
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

const syncs = async () => (await footnote.run("sync", "wiki")).code;

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
