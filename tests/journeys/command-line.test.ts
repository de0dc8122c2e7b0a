import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { isElsewhere } from "../elsewhere/databases.ts";
import { createFootnote } from "../support/footnote.ts";
import { askState, dropTriggers, withState } from "../support/state.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import { expectCited, HANDBOOK, type ShownAnswer } from "./handbook.ts";

// One story: each test goes on where the one before it ended.
const footnote = createFootnote();
writeFiles(join(footnote.folder, "docs"), HANDBOOK);
const LEAVE = "How many days of annual leave do I get?";
let answer: ShownAnswer;

test("a folder is looked at, added and synced", async () => {
  const settings = ["--set", "path=./docs", "--schedule", "0 6 * * *"];
  expect(
    await footnote.json("sources", "add", "files", "handbook", ...settings, "--dry-run"),
  ).toEqual({
    source: "handbook",
    kinds: { markdown: 5 },
    sampleTitles: expect.arrayContaining(["Annual leave", "VPN"]),
    readers: [
      { principals: ["everyone"], documents: 4 },
      { principals: ["group:finance"], documents: 1 },
    ],
    failures: [],
  });
  expect(await footnote.json("sources", "list")).toEqual([]);
  await footnote.json("sources", "add", "files", "handbook", ...settings);

  const counts = { source: "handbook", seen: 5, removed: 0, failed: 0, passages: 5, embedded: 0 };
  const tookMs = expect.any(Number);
  const first = await footnote.json("sync", "handbook");
  expect(first).toEqual({ ...counts, changed: 5, unchanged: 0, tookMs });
  const second = await footnote.json("sync");
  expect(second).toEqual([{ ...counts, changed: 0, unchanged: 5, tookMs }]);
});

test("an answer has the contract's shape, and every sentence stands in what it cites", async () => {
  answer = await footnote.json<ShownAnswer>("ask", LEAVE);
  expect(answer).toMatchObject({
    id: expect.stringMatching(/./),
    outcome: "answered",
    text: expect.stringContaining("28 days of annual leave per year [1]."),
    searchedFor: LEAVE,
    citations: [
      {
        n: 1,
        documentId: "people/annual-leave.md",
        source: "handbook",
        title: "Annual leave",
        url: expect.stringMatching(
          /^http:\/\/127\.0\.0\.1:\d+\/documents\/handbook\/people\/annual-leave\.md$/,
        ),
        quote: expect.stringContaining("28 days"),
        updatedAt: null,
      },
    ],
    model: "local/extractive",
    timingsMs: {
      retrieve: expect.any(Number),
      write: expect.any(Number),
      check: expect.any(Number),
      total: expect.any(Number),
    },
    traceId: expect.stringMatching(/./),
  });
  expectCited(answer);
  const forPeople = await footnote.run("ask", LEAVE);
  expect(forPeople).toMatchObject({ code: 0, stderr: "" });
  expect(forPeople.stdout).toContain("[1] Annual leave — handbook: people/annual-leave.md");
});

test("search lists passages, best first", async () => {
  const found = await footnote.json<{ passages: { score: number }[] }>(
    "search",
    "vpn gateway or laptop",
    "--limit",
    "2",
  );
  expect(found).toEqual({ passages: expect.any(Array), timingsMs: { total: expect.any(Number) } });
  expect(found.passages).toHaveLength(2);
  expect(found.passages[0]).toMatchObject({
    documentId: "it/vpn.md",
    source: "handbook",
    title: "VPN",
    url: expect.stringContaining("/documents/handbook/it/vpn.md"),
    path: "it/vpn.md",
    text: expect.stringContaining("Tunnelwart"),
    score: expect.any(Number),
    updatedAt: null,
  });
  const scores = found.passages.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

test("a vote is kept with what was shown, changed, and taken back", async () => {
  const correction = ["--reason", "wrong source", "--correction", "It is 30 days."];
  await footnote.json("vote", answer.id, "up");
  await footnote.json("vote", answer.id, "down", ...correction);
  await footnote.json("vote", answer.id, "down", "--citation", "1", "--reason", "outdated");
  await footnote.json("vote", answer.id, "withdrawn", "--citation", "1");
  expect(
    await askState(footnote.dataDir, "select citation, vote, reason, correction from votes"),
  ).toEqual([{ citation: 0, vote: "down", reason: "wrong-source", correction: "It is 30 days." }]);
  const log = await askState<{ citation: number; vote: string; snapshot: string }>(
    footnote.dataDir,
    "select citation, vote, snapshot from feedback_log order by id",
  );
  expect(log.map((row) => `${row.citation} ${row.vote}`)).toEqual([
    "0 up",
    "0 down",
    "1 down",
    "1 withdrawn",
  ]);
  expect(JSON.parse(log[0]?.snapshot ?? "")).toMatchObject({
    question: LEAVE,
    searchedFor: LEAVE,
    answer: answer.text,
    passages: expect.arrayContaining([
      expect.objectContaining({ documentId: "people/annual-leave.md", used: true }),
    ]),
    model: "local/extractive",
    promptVersion: expect.any(String),
  });
});

test("why says what was searched, considered and dropped", async () => {
  expect(await footnote.json("why", answer.id)).toMatchObject({
    answerId: answer.id,
    outcome: "answered",
    searchedFor: LEAVE,
    considered: expect.arrayContaining([
      expect.objectContaining({ documentId: "people/annual-leave.md", used: true }),
    ]),
    dropped: [],
    support: { score: expect.any(Number), threshold: expect.any(Number) },
  });
});

test("a source can be paused, resumed and audited", async () => {
  await footnote.json("sources", "pause", "handbook");
  expect(await footnote.json("sources", "list")).toMatchObject([
    { name: "handbook", health: "paused", documents: 5, passages: 5 },
  ]);
  expect(await footnote.json("sync")).toEqual([]);
  await footnote.json("sources", "resume", "handbook");
  expect(await footnote.json("sources", "status", "handbook")).toMatchObject({
    name: "handbook",
    kind: "files",
    health: "ok",
    audience: ["everyone"],
    schedule: "0 6 * * *",
    nextSyncAt: expect.stringMatching(/T06:00:00\.000Z$/),
    failures: [],
  });

  const docs = join(footnote.folder, "docs");
  writeFiles(docs, {
    "it/printers.md": "# Printers\n\nPrinters are on every floor.\n",
    "it/vpn.md": "# VPN\n\nThere is no VPN any more.\n",
    "_access.yaml": "finance/**: [group:finance]\nit/laptops.md: [group:it]\n",
  });
  rmSync(join(docs, "people/parental-leave.md"));
  expect(await footnote.json("sources", "audit", "handbook")).toEqual({
    source: "handbook",
    kinds: { markdown: { source: 5, index: 5 } },
    differences: [
      { documentId: "it/laptops.md", problem: "audience" },
      { documentId: "it/printers.md", problem: "missing" },
      { documentId: "it/vpn.md", problem: "stale" },
      { documentId: "people/parental-leave.md", problem: "extra" },
    ],
  });
  expect(await footnote.json("sync", "handbook")).toMatchObject({
    changed: 2,
    unchanged: 3,
    removed: 1,
  });
  expect(await footnote.json("sources", "audit", "handbook")).toMatchObject({ differences: [] });
});

test("the audit log tells who changed what, and notices when it was altered", async () => {
  const entries = await footnote.json<{ action: string; actor: string }[]>("audit-log");
  expect(entries.map(({ actor, action }) => `${actor} ${action}`).reverse()).toEqual([
    "cli source.added",
    "cli source.paused",
    "cli source.resumed",
  ]);
  expect(await footnote.json("audit-log", "verify")).toMatchObject({
    sound: true,
    firstBroken: null,
    problem: null,
  });
});

test("a backup brings everything back, and what was there is kept beside it", async () => {
  const file = join(footnote.folder, "backup.tgz");
  await footnote.json("backup", file);
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  const removed = await footnote.json("sources", "remove", "handbook");
  expect(removed).toEqual({ source: "handbook", documents: 5 });
  expect(await footnote.json("search", "annual leave")).toMatchObject({ passages: [] });

  const restored = await footnote.json<{ kept: string }>("restore", file);
  expect(dirname(restored.kept)).toBe(dirname(footnote.dataDir));
  const state = isElsewhere() ? "postgres-state.sqlite" : "state.sqlite";
  expect(existsSync(join(restored.kept, state))).toBe(true);
  const again = await footnote.json<ShownAnswer>("ask", LEAVE);
  expect(again.text).toBe(answer.text);
  expect(await footnote.json("why", answer.id)).toMatchObject({ answerId: answer.id });
  expect(await askState(footnote.dataDir, "select count(*) as n from feedback_log")).toEqual([
    { n: 4 },
  ]);
  expect(await footnote.json("sources", "audit", "handbook")).toMatchObject({ differences: [] });
  const beside = readdirSync(dirname(footnote.dataDir));
  expect(beside.sort()).toEqual([basename(footnote.dataDir), basename(restored.kept)].sort());
});

test("migrate and doctor find nothing to do, and doctor finds what is wrong", async () => {
  expect(await footnote.json("migrate")).toEqual({ dataDir: footnote.dataDir, state: "current" });
  expect(await footnote.json("doctor")).toMatchObject({
    ok: true,
    checks: expect.arrayContaining([
      expect.objectContaining({ name: "source handbook", ok: true }),
      expect.objectContaining({ name: "audit log", ok: true }),
    ]),
  });
  // Everything at once: an altered audit log and a source that has gone.
  await withState(footnote.dataDir, dropTriggers);
  await askState(footnote.dataDir, "update audit_log set actor = 'somebody else' where id = 2");
  rmSync(join(footnote.folder, "docs"), { recursive: true });
  expect((await footnote.run("sync", "handbook")).code).toBe(1);
  const { code, stdout } = await footnote.run("doctor", "--json");
  expect(code).toBe(1);
  const failed = (JSON.parse(stdout).checks as { name: string; ok: boolean }[]).filter(
    (c) => !c.ok,
  );
  expect(failed.map(({ name }) => name)).toEqual(["source handbook", "audit log"]);
  const verified = await footnote.run("audit-log", "verify", "--json");
  expect(verified.code).toBe(1);
  expect(JSON.parse(verified.stdout)).toMatchObject({
    ...{ sound: false, firstBroken: 2, problem: "it was changed" },
  });
  // A folder that is away is not a folder that was emptied.
  expect((await footnote.json<ShownAnswer>("ask", LEAVE)).text).toBe(answer.text);
});

test("help goes to stdout and is no failure", async () => {
  const { code, stdout, stderr } = await footnote.run("--help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const command of ["serve", "ask", "sync", "sources", "eval", "backup"]) {
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
  }
});

test("says which version it is", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect((await footnote.run("--version")).stdout.trim()).toBe(version);
});
