import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { isPostgres } from "../../src/storage/in-turn.ts";
import { createFootnote } from "../support/footnote.ts";
import { openApp, syncFiles } from "../support/open-app.ts";
import { askState } from "../support/state.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import { isElsewhere } from "./databases.ts";
import { OF_SQLITE } from "./of-sqlite.ts";

const PART = ["tests/elsewhere", "tests/sync/sync-source.test.ts"];
const LEAVE = { "leave.md": "# Leave\n\nEverybody has 27 days of leave a year.\n" };
/** The name of the namespace, which is made when Pinecone is first told something. */
const KEPT = "select value from catalogue_names";

test.skipIf(isElsewhere())(
  "a part of the suite runs on Postgres and the likeness of Pinecone",
  async () => {
    const env = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_)/.test(name));
    const args = ["run", "--root", ".", "--config", "tests/elsewhere/vitest.config.ts", ...PART];
    const vitest = join("node_modules", "vitest", "vitest.mjs");
    const { stdout } = await promisify(execFile)(process.execPath, [vitest, ...args], {
      env: { ...Object.fromEntries(env), NO_COLOR: "1" },
    });
    expect(stdout).toMatch(/Tests {2}\d\d+ passed/);
  },
  120_000,
);

test.runIf(isElsewhere())("what a test opens lies in no file", async () => {
  const app = await openApp();
  await syncFiles(app, LEAVE);
  expect(isPostgres(app.storage.database)).toBe(true);
  expect(readdirSync(app.config.dataDir).filter((name) => /sqlite/.test(name))).toEqual([]);
  expect(await askState(app.config.dataDir, KEPT)).not.toEqual([]);
});

test.runIf(isElsewhere())("what a command keeps lies in no file", async () => {
  const { folder, dataDir, json } = createFootnote();
  writeFiles(join(folder, "docs"), LEAVE);
  await json("sources", "add", "files", "handbook", "--set", "path=docs");
  await json("sync", "handbook");
  expect(await json("index", "status")).toMatchObject({ index: "pinecone", passages: 1 });
  expect(readdirSync(dataDir).filter((name) => /sqlite/.test(name))).toEqual([]);
  expect(await askState(dataDir, KEPT)).not.toEqual([]);
});

test.each(OF_SQLITE)(
  "what is left out elsewhere is there: $file $test",
  ({ file, test: of, why }) => {
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(of ?? /\b(?:test|it)\b/);
    expect(why).toMatch(/\w+ \w+/);
  },
);

test("what is left out is said once, and stays the smaller part", () => {
  const named = OF_SQLITE.map(({ file, test: of }) => `${file} ${of}`);
  expect(new Set(named).size).toBe(named.length);
  expect(named.length).toBeLessThan(20);
});
