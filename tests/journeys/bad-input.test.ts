import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, test } from "vitest";
import { createFootnote, type Ended } from "../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { HANDBOOK, type ShownAnswer } from "./handbook.ts";

const footnote = createFootnote();
const work = footnote.folder;

beforeAll(async () => {
  writeFiles(join(work, "docs"), HANDBOOK);
  writeFiles(work, {
    "questions.jsonl": '{"id": "1", "question": "How many days of annual leave do I get?"}\n',
    "foreign.tgz": "this is no archive",
    "broken/queries.jsonl": "{]\n",
  });
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  await footnote.json("backup", "kept.tgz");
});

/** A clear sentence for people, an exit code that fits, and no more than that. */
function expectSentence({ code, stdout, stderr }: Ended, exitCode: 1 | 2, says: RegExp): void {
  expect(stderr).toMatch(says);
  expect(code).toBe(exitCode);
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(8);
  expect(stderr).not.toMatch(/^\s+at |node:internal|did not foresee|\[object/m);
}

async function expectStillAnswers(): Promise<void> {
  const answer = await footnote.json<ShownAnswer>("ask", "How many days of annual leave do I get?");
  expect(answer.text).toContain("28 days");
}

const add = (...args: string[]) => ["sources", "add", ...args];

const CASES: [what: string, code: 1 | 2, says: RegExp, args: string[]][] = [
  ["no command", 2, /--help/, []],
  ["an unknown command", 2, /'blah'/, ["blah"]],
  ["a mistyped command", 2, /'serch'.*search/is, ["serch", "x"]],
  ["an unknown sub-command", 2, /'ad'/, ["sources", "ad"]],
  ["an unknown option", 2, /'--frobnicate'/, ["ask", "x", "--frobnicate"]],
  ["a missing argument", 2, /question/, ["ask"]],
  ["an empty question", 2, /question/, ["ask", "  "]],
  ["a missing option value", 2, /--limit/, ["search", "x", "--limit"]],
  ["a bad count", 2, /"none"/, ["search", "x", "--limit", "none"]],
  ["a bad mode", 2, /"fuzzy".*keyword/, ["search", "x", "--mode", "fuzzy"]],
  ["a bad principal", 2, /"finance".*group:<name>/, ["ask", "x", "--as", "finance"]],
  ["too many arguments", 2, /argument/, ["why", "a", "b"]],
  ["an unknown kind", 2, /"sharepoint".*files/, add("sharepoint", "x")],
  ["a bad source name", 2, /"Hand Book"/, add("files", "Hand Book", "--set", "path=docs")],
  ["a name that is taken", 1, /"handbook"/, add("files", "handbook", "--set", "path=docs")],
  [
    "a bad cron",
    2,
    /"daily".*cron/,
    add("files", "x", "--set", "path=docs", "--schedule", "daily"),
  ],
  [
    "a bad cron in a dry run",
    2,
    /"daily".*cron/,
    add("files", "x", "--set", "path=docs", "--schedule", "daily", "--dry-run"),
  ],
  ["a bad audience", 2, /"staff"/, add("files", "x", "--set", "path=docs", "--audience", "staff")],
  ["a missing setting", 2, /path/, add("files", "x")],
  ["a setting without a value", 2, /"path".*key=value/, add("files", "x", "--set", "path")],
  [
    "an unknown setting",
    2,
    /"?colour/,
    add("files", "x", "--set", "path=docs", "--set", "colour=red"),
  ],
  ["a missing path", 1, /nowhere/, add("files", "x", "--set", "path=nowhere")],
  ["a bad vote", 2, /"maybe".*up, down/, ["vote", "x", "maybe"]],
  ["a vote on nothing", 1, /"x"/, ["vote", "x", "up"]],
  ["a bad reason", 2, /"ugly".*wrong/, ["vote", "x", "down", "--reason", "ugly"]],
  ["an unknown answer", 1, /"x"/, ["why", "x"]],
  ["an unknown source to sync", 1, /"nope".*handbook/, ["sync", "nope"]],
  ["an unknown source to look at", 1, /"nope"/, ["sources", "status", "nope"]],
  ["an unknown source to list", 1, /"nope"/, ["sources", "list", "nope"]],
  ["an unknown source to remove", 1, /"nope"/, ["sources", "remove", "nope"]],
  ["a batch without a file", 2, /--out/, ["ask", "--batch", "questions.jsonl"]],
  ["a missing batch", 2, /none\.jsonl/, ["ask", "--batch", "none.jsonl", "--out", "o"]],
  ["a folder as a batch", 2, /docs/, ["ask", "--batch", "docs", "--out", "o"]],
  [
    "answers into nowhere",
    1,
    /no\/where/,
    ["ask", "--batch", "questions.jsonl", "--out", "no/where"],
  ],
  ["an evaluation of nothing", 1, /queries\.jsonl/, ["eval", "retrieval", "nowhere"]],
  ["an evaluation of what is broken", 1, /Line 1.*queries\.jsonl/, ["eval", "retrieval", "broken"]],
  [
    "a report into nowhere",
    1,
    /no\/where\.html/,
    ["eval", "answers", ...["--questions", "q", "--corpus", "docs", "--report", "no/where.html"]],
  ],
  ["an unknown audit-log verb", 2, /"burn".*verify/, ["audit-log", "burn"]],
  ["a backup onto a file that is there", 1, /kept\.tgz exists/, ["backup", "kept.tgz"]],
  ["a backup into a file's inside", 1, /kept\.tgz/, ["backup", "kept.tgz/inside.tgz"]],
  ["a missing backup", 1, /none\.tgz/, ["restore", "none.tgz"]],
  ["a foreign backup", 1, /foreign\.tgz/, ["restore", "foreign.tgz"]],
  ["a backup that is a folder", 1, /docs/, ["restore", "docs"]],
];

test.concurrent.for(CASES)("%s gets one sentence", async ([_, code, says, args]) => {
  expectSentence(await footnote.run(...args), code, says);
});

test("after all of that nothing is lost and nothing is left behind", async () => {
  await expectStillAnswers();
  expect(await footnote.json("sources", "list")).toMatchObject([
    { name: "handbook", documents: 5 },
  ]);
  const others = readdirSync(footnote.dataDir).filter((name) => !/\.sqlite/.test(name));
  expect(others.sort()).toEqual(["audit.head", "secret.key"]);
  expect(readdirSync(dirname(footnote.dataDir))).toEqual([basename(footnote.dataDir)]);
});

test.for([
  ["a port that is no number", { PORT: "http" }, /PORT/],
  ["a port out of range", { PORT: "70000" }, /PORT/],
  ["an unknown embedder", { FOOTNOTE_EMBEDDER: "mine" }, /FOOTNOTE_EMBEDDER.*local/],
] as const)("%s is named", async ([_, environment, says]) => {
  const misconfigured = createFootnote({ dataDir: footnote.dataDir, environment });
  expectSentence(await misconfigured.run("sources", "list"), 1, says);
});

test("a data folder that is a file is named, and the file stays", async () => {
  const dataDir = join(temporaryFolder(), "data");
  writeFileSync(dataDir, "precious");
  expectSentence(
    await createFootnote({ dataDir }).run("sources", "list"),
    1,
    /data.*FOOTNOTE_DATA_DIR/,
  );
  expect(existsSync(dataDir)).toBe(true);
});

test.each(["state.sqlite", "index.sqlite"])("a %s that is no database is named", async (name) => {
  const dataDir = writeFiles(temporaryFolder(), { [name]: "This is not a database. ".repeat(100) });
  expectSentence(
    await createFootnote({ dataDir }).run("sync"),
    1,
    new RegExp(name.replace(".", "\\.")),
  );
});

test.each(["state.sqlite", "index.sqlite"])(
  "a %s of a newer version is left alone",
  async (name) => {
    const newer = createFootnote({ dataDir: temporaryFolder() });
    await newer.json("sources", "list");
    const file = join(newer.dataDir, name);
    const database = new DatabaseSync(file);
    const old = `select name from sqlite_master where name = 'kysely_migration'`;
    if (database.prepare(old).get() === undefined) database.exec("pragma user_version = 999999");
    else {
      const insert = `insert into kysely_migration (name, timestamp) values ('2099-01-01-later', '2099')`;
      database.exec(insert);
    }
    database.close();
    expectSentence(await newer.run("ask", "x"), 1, /newer/);
  },
);

test.each(["state.sqlite", "index.sqlite"])(
  "a damaged %s gives way to a backup, and is kept",
  async (name) => {
    const dataDir = join(temporaryFolder("state"), "data");
    writeFiles(dataDir, { [name]: "This is not a database. ".repeat(100) });
    const damaged = createFootnote({ dataDir, folder: work });
    const { kept } = await damaged.json<{ kept: string }>("restore", "kept.tgz");
    expect(existsSync(join(kept, name))).toBe(true);
    expect(await damaged.json("search", "annual leave")).toMatchObject({
      passages: [
        expect.objectContaining({ documentId: "people/annual-leave.md" }),
        expect.anything(),
      ],
    });
  },
);

test("a port that is taken is named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const environment = { PORT: String(port) };
  const taken = await createFootnote({ environment }).run("serve");
  server.close();
  expectSentence(taken, 1, new RegExp(`Port ${port}.*PORT`));
});

test("nobody restores under the feet of a serving process", async () => {
  const serving = await footnote.serve();
  await expect
    .poll(() => footnote.run("restore", "kept.tgz"), { interval: 200, timeout: 10_000 })
    .toMatchObject({ code: 1 });
  expectSentence(await footnote.run("restore", "kept.tgz"), 1, /running/);
  const { code } = await serving.stop();
  expect(code).toBe(0);
  await footnote.json("restore", "kept.tgz");
  await expectStillAnswers();
});
