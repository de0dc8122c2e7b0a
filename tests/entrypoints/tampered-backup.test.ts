import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Header, Pax } from "tar";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { restoreBackup } from "../../src/entrypoints/back-up.ts";
import { OperationError } from "../../src/entrypoints/operation-error.ts";

type Entry = { path: string; type?: string; linkpath?: string; body?: string; long?: string };

let work: string;
beforeEach(async () => {
  work = await realpath(await mkdtemp(join(tmpdir(), "footnote-tampered-")));
  await mkdir(join(work, "data"));
  await writeFile(join(work, "data/state.txt"), "what was there");
  await writeFile(join(work, "outside"), "what is none of ours");
  onTestFinished(() => rm(work, { recursive: true, force: true }));
});

/** An archive of these entries, whatever they claim; no tool would write some of them. */
function makeTar(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, type = "File", linkpath, body = "", long }) => {
    const content = Buffer.from(body);
    const header = Buffer.alloc(512);
    const fields = { path, type, size: content.length, mode: 0o644, mtime: new Date(0) };
    new Header({ ...fields, ...(linkpath === undefined ? {} : { linkpath }) } as never).encode(
      header,
    );
    const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
    const named = long === undefined ? [] : [new Pax({ path: long }).encode()];
    return [...named, header, content, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

const STATE = { path: "state.sqlite", body: "x" };
const INDEX = { path: "index.sqlite", body: "x" };
const NOTES = "erasures.jsonl";

test.each<[name: string, entries: (outside: string) => Entry[]]>([
  ["a name that climbs", () => [{ ...STATE, path: "../state.sqlite" }, INDEX]],
  ["a name that climbs later", () => [STATE, { ...INDEX, path: "a/../../index.sqlite" }]],
  ["a whole path", (outside) => [STATE, INDEX, { path: outside, body: "x" }]],
  ["backslashes", () => [{ ...STATE, path: "..\\state.sqlite" }, INDEX]],
  ["a drive", () => [{ ...STATE, path: "C:\\state.sqlite" }, INDEX]],
  ["a drive without a slash", () => [{ ...STATE, path: "C:state.sqlite" }, INDEX]],
  ["one file more", () => [STATE, INDEX, { path: "secret.key", body: "x" }]],
  ["a file twice", () => [STATE, STATE, INDEX]],
  ["notes twice", () => [STATE, INDEX, { path: NOTES, body: "x" }, { path: NOTES, body: "y" }]],
  [
    "a link",
    (outside) => [{ path: "state.sqlite", type: "SymbolicLink", linkpath: outside }, INDEX],
  ],
  [
    "a link that climbs",
    () => [STATE, { path: "index.sqlite", type: "SymbolicLink", linkpath: "../outside" }],
  ],
  [
    "a link to its neighbour",
    () => [STATE, { path: "index.sqlite", type: "SymbolicLink", linkpath: "state.sqlite" }],
  ],
  ["a hard link", (outside) => [STATE, { path: "index.sqlite", type: "Link", linkpath: outside }]],
  [
    "a hard link within",
    () => [STATE, { path: "index.sqlite", type: "Link", linkpath: "state.sqlite" }],
  ],
  [
    "notes that are a link, then written through",
    () => [
      ...[STATE, INDEX, { path: NOTES, type: "SymbolicLink", linkpath: "../outside" }],
      { path: NOTES, body: "written through" },
    ],
  ],
  [
    "notes that are a link",
    () => [STATE, INDEX, { path: NOTES, type: "SymbolicLink", linkpath: "../outside" }],
  ],
  ["a device", () => [STATE, { path: "index.sqlite", type: "CharacterDevice" }]],
  ["a pipe", () => [STATE, { path: "index.sqlite", type: "FIFO" }]],
  ["a folder", () => [STATE, { path: "index.sqlite", type: "Directory" }]],
  ["a folder beside", () => [STATE, INDEX, { path: "x", type: "Directory" }]],
  ["a long name that climbs", () => [{ ...STATE, long: "../outside" }, INDEX]],
  ["no entries", () => []],
])("a backup with %s is refused, and touches nothing", async (_, entries) => {
  const file = join(work, "backup.tgz");
  const outside = join(work, "outside");
  await writeFile(file, makeTar(entries(outside)));
  const config = {
    dataDir: join(work, "data"),
    secretKey: undefined,
    secretKeyOld: undefined,
    postgres: undefined,
  };
  const error = await restoreBackup(file, config).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(OperationError);
  expect((error as Error).message).toMatch(/(?:is not|cannot be read as) a backup/);
  expect(await readFile(outside, "utf8")).toBe("what is none of ours");
  expect((await readdir(work)).sort()).toEqual(["backup.tgz", "data", "outside"]);
  expect(await readdir(join(work, "data"))).toEqual(["state.txt"]);
});
