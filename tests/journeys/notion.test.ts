import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCompany } from "../counterparts/notion/seeds/seed-company.ts";
import {
  type NotionCounterpart,
  startNotionCounterpart,
} from "../counterparts/notion/start-notion-counterpart.ts";
import { createFootnote } from "../support/footnote.ts";
import { readStored } from "../support/state.ts";
import { writeFiles } from "../support/temporary-folder.ts";

// The steps of connectors/notion/setup.md, as a new admin would take them.
const footnote = createFootnote();
writeFiles(footnote.folder, {
  "token.txt": "ntn_test\n",
  "wrong.txt": "ntn_wrong",
  "empty.txt": "\n",
});
const TOKENS = /ntn_test|ntn_wrong|ntn_renewed/;

let counterpart: NotionCounterpart;
let ids: ReturnType<typeof seedCompany>;
let add: string[];
beforeAll(async () => {
  counterpart = await startNotionCounterpart();
  ids = seedCompany(counterpart.world.workspace);
  const settings = ["--set", `apiUrl=${counterpart.apiUrl}`, "--set", "requestsPerMinute=100000"];
  add = ["sources", "add", "notion", "wiki", ...settings];
});
afterAll(() => counterpart.close());

async function refused(...args: string[]) {
  const { code, stdout, stderr } = await footnote.run(...args);
  expect(stdout + stderr).not.toMatch(TOKENS);
  return { code, stdout, stderr: stderr.trim() };
}

test("what is wrong with the token is said before anything is kept", async () => {
  expect(await refused(...add)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/needs the token.*--secret-file.*NOTION_TOKEN/),
  });
  expect(await refused(...add, "--secret-file", "missing.txt")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/missing\.txt cannot be read/),
  });
  expect(await refused(...add, "--secret-file", "empty.txt")).toMatchObject({ code: 2 });
  expect(await refused(...add, "--secret-file", "wrong.txt")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/does not accept the token/),
  });
  expect(await footnote.json("sources", "list")).toEqual([]);
});

test("a dry run, the source, its audience, and an answer from it", async () => {
  const preview = await footnote.json<{ kinds: object }>(
    ...add,
    "--secret-file",
    "token.txt",
    "--dry-run",
  );
  expect(preview.kinds).toEqual({ page: 4, row: 2, "data-source": 1 });
  await footnote.json(...add, "--secret-file", "token.txt");
  await footnote.json("sources", "audience", "wiki", ids.handbook, "everyone");
  expect(await footnote.json("sync", "wiki")).toMatchObject({ changed: 7, failed: 0 });
  const answer = await footnote.json<{ text: string; citations: object[] }>(
    "ask",
    "How many days of annual leave does everybody have?",
  );
  expect(answer.text).toContain("24 days");
  expect(answer.citations[0]).toMatchObject({
    source: "wiki",
    title: "Annual leave",
    url: expect.stringMatching(/^https:\/\/www\.notion\.so\/Annual-leave-/),
  });
  const board = await footnote.json<{ outcome: string }>("ask", "When does the next round close?");
  expect(board.outcome).toBe("not-found");
});

test("the token lies in no file but encrypted; its key is the owner's alone, and in no backup", async () => {
  const backup = join(footnote.folder, "backup.tgz");
  await footnote.json("backup", backup);
  for (const { name, bytes } of await readStored(footnote.dataDir)) {
    expect(bytes.toString("latin1"), name).not.toMatch(TOKENS);
  }
  const key = join(footnote.dataDir, "secret.key");
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const before = readFileSync(key, "utf8");
  await footnote.json("restore", backup);
  expect(readFileSync(key, "utf8")).toBe(before);
  expect(existsSync(key)).toBe(true);
  expect(await footnote.json("sync", "wiki")).toMatchObject({ failed: 0 });
});

test("an expired token stops the sync with a way out, and a new one mends it", async () => {
  counterpart.world.token = "ntn_renewed";
  expect(await refused("sync", "wiki")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/does not accept the token.*sources secret/),
  });
  writeFiles(footnote.folder, { "token.txt": "ntn_renewed\n" });
  expect(await refused("sources", "secret", "wiki", "--secret-file", "token.txt")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/wiki has a new secret/),
  });
  expect(await footnote.json("sync", "wiki")).toMatchObject({ failed: 0 });
  const { stdout } = await refused("audit-log");
  expect(stdout).toContain("source.secret-changed");
});
