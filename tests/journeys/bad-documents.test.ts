import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createFootnote, type Footnote } from "../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { HANDBOOK, type ShownAnswer } from "./handbook.ts";

interface Status {
  health: string;
  documents: number;
  failures: { documentId: string; reason: string }[];
}

/** A command of the system. */
function runCommand(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: "pipe" });
}

async function addFolder(footnote: Footnote, path: string): Promise<void> {
  await footnote.json("sources", "add", "files", "handbook", "--set", `path=${path}`);
}

async function expectAnswers(footnote: Footnote): Promise<void> {
  const answer = await footnote.json<ShownAnswer>("ask", "How many days of annual leave do I get?");
  expect(answer.text).toContain("28 days");
}

test("each file that cannot be read is one failure with its reason, and the rest is indexed", async () => {
  const footnote = createFootnote();
  const outside = writeFiles(temporaryFolder(), { "secret.md": "# Secret\n\nThe code is 4711.\n" });
  const docs = writeFiles(join(footnote.folder, "docs"), {
    ...HANDBOOK,
    "latin-1.md": Buffer.from("# Caf\xe9\n\nThe caf\xe9 is open.\n", "latin1"),
    "lines.jsonl":
      '{"_id": "good", "title": "Parking", "text": "Parking is free."}\n{"_id": 1}\nno\n',
  });
  symlinkSync(join(outside, "secret.md"), join(docs, "secret.md"));
  symlinkSync(outside, join(docs, "elsewhere"));
  symlinkSync("..", join(docs, "people/round.md"));
  symlinkSync("nothing.md", join(docs, "dangling.md"));
  runCommand("mkfifo", join(docs, "pipe.md"));
  writeHuge(join(docs, "huge.txt"), 60_000_000);
  await addFolder(footnote, "docs");

  expect(await footnote.json("sync", "handbook")).toMatchObject({
    changed: 6,
    removed: 0,
    failed: 9,
  });
  const { failures, ...status } = await footnote.json<Status>("sources", "status", "handbook");
  expect(status).toMatchObject({ health: "ok", documents: 6 });
  const reasons = Object.fromEntries(failures.map((f) => [f.documentId, f.reason]));
  expect(reasons).toEqual({
    "dangling.md": expect.stringContaining("does not exist"),
    elsewhere: expect.stringContaining("leaves the folder"),
    "huge.txt": expect.stringMatching(/60(\.0)? MB/),
    "latin-1.md": expect.stringContaining("UTF-8"),
    "lines.jsonl:2": expect.stringContaining('"text"'),
    "lines.jsonl:3": expect.stringContaining("JSON"),
    "people/round.md": expect.stringContaining("link back"),
    "pipe.md": expect.stringContaining("not a regular file"),
    "secret.md": expect.stringContaining("leaves the folder"),
  });
  await expectAnswers(footnote);
  expect(await footnote.json("search", "secret code 4711")).toMatchObject({ passages: [] });
});

/** Mostly a hole: it takes no room, but whoever reads it reads 50 MB. */
function writeHuge(file: string, bytes: number): void {
  const handle = openSync(file, "w");
  writeSync(handle, "The huge file begins here.\n");
  closeSync(handle);
  truncateSync(file, bytes);
}

test("a long line of a .jsonl and a file of many megabytes do not hold up the others", async () => {
  const footnote = createFootnote();
  const long = JSON.stringify({ _id: "long", text: "word ".repeat(2_000_000) });
  writeFiles(join(footnote.folder, "docs"), {
    "pages.jsonl": `${long}\n{"_id": "leave", "title": "Annual leave", "text": "Every employee gets 28 days of annual leave per year. Unused days expire."}\n`,
  });
  await addFolder(footnote, "docs/pages.jsonl");
  expect(await footnote.json("sync", "handbook")).toMatchObject({ changed: 1, failed: 1 });
  await expectAnswers(footnote);
});

test("an empty folder is no error, and a folder that went away removes nothing", async () => {
  const footnote = createFootnote();
  mkdirSync(join(footnote.folder, "docs"));
  await addFolder(footnote, "docs");
  expect(await footnote.json("sync", "handbook")).toMatchObject({ seen: 0, failed: 0, removed: 0 });
  expect((await footnote.run("ask", "How many days?")).code).toBe(0);

  const filler = Array.from({ length: 30 }, (_, n) => [
    `room-${n}.md`,
    `# Room ${n}\n\nIt is small.\n`,
  ]);
  writeFiles(join(footnote.folder, "docs"), { ...HANDBOOK, ...Object.fromEntries(filler) });
  expect(await footnote.json("sync", "handbook")).toMatchObject({ changed: 35 });
  // Emptied all at once: more likely a disk that is not mounted than what somebody meant.
  renameSync(join(footnote.folder, "docs"), join(footnote.folder, "moved"));
  mkdirSync(join(footnote.folder, "docs"));
  const emptied = await footnote.run("sync", "handbook");
  expect(emptied.code).toBe(1);
  expect(emptied.stderr).toContain("--confirm-removals");
  await expectAnswers(footnote);
  expect(await footnote.json("sync", "handbook", "--confirm-removals")).toMatchObject({
    removed: 35,
  });
  expect(await footnote.json("search", "annual leave")).toMatchObject({ passages: [] });
});

const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) runCommand("umount", folder);
});

/** A small disk of its own; undefined where this user may not mount one. */
function mountDisk(sizeMb: number): string | undefined {
  const folder = temporaryFolder("disk");
  try {
    runCommand("mount", "-t", "tmpfs", "-o", `size=${sizeMb}m`, "tmpfs", folder);
  } catch {
    return undefined;
  }
  mounted.push(folder);
  return folder;
}

test("a full disk is one sentence, and once there is room the work goes on", async (context) => {
  const disk = mountDisk(3);
  if (disk === undefined) return context.skip("skipped: this user may not mount a small disk");
  const footnote = createFootnote({ dataDir: join(disk, "data") });
  const docs = writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  await addFolder(footnote, "docs");
  await footnote.json("sync", "handbook");

  for (let n = 0; n < 400; n += 1) {
    const text = Array.from({ length: 60 }, (_, word) => `word${n}x${word} and more`).join(" ");
    writeFiles(docs, {
      [`many/page-${n}.md`]: `# Page ${n}\n\n${text}.\n\n${text.toUpperCase()}.\n`,
    });
  }
  const full = await footnote.run("sync", "handbook");
  expect(full.code).toBe(1);
  expect(full.stderr).toMatch(/full/);
  expect(full.stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(8);
  expect(full.stderr).not.toMatch(/^\s+at |did not foresee/m);
  const backup = await footnote.run("backup", join(disk, "backup.tgz"));
  expect(backup.code).toBe(1);
  expect(backup.stderr).not.toMatch(/^\s+at |did not foresee/m);

  runCommand("mount", "-o", "remount,size=200m", disk);
  await footnote.json("sync", "handbook");
  await expectAnswers(footnote);
  expect(await footnote.json("sources", "audit", "handbook")).toEqual({
    source: "handbook",
    kinds: { markdown: { source: 405, index: 405 } },
    differences: [],
  });
});
