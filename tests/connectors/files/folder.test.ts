import { execFileSync } from "node:child_process";
import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SourceChange } from "../../../connectors/connector.ts";
import { walkFolder } from "../../../connectors/files/walk-folder.ts";
import { addFiles, filesConnector, folderOf, readFolder } from "./files-fixture.ts";

test("only files of readable kinds count, in a fixed order; hidden ones and packages do not", async () => {
  const folder = await folderOf({
    "b.md": "B",
    "a/z.TXT": "Z",
    "a.md/inner.md": "A folder may be called like a file.",
    "photo.png": "P",
    README: "no extension",
    ".secret.md": "S",
    ".git/x.md": "G",
    "node_modules/p/readme.md": "N",
  });
  const { documents, failures } = await readFolder(folder);
  expect([...documents.keys()]).toEqual(["a.md/inner.md", "a/z.TXT", "b.md"]);
  expect(failures.size).toBe(0);
});

test("include and exclude take globs and folder names", async () => {
  const folder = await folderOf({
    "drafts/a.md": "A",
    "people/b.md": "B",
    "people/c.html": "<p>C</p>",
    "d.txt": "D",
  });
  const read = async (settings: Record<string, string>) => [
    ...(await readFolder(folder, settings)).documents.keys(),
  ];
  expect(await read({ exclude: "drafts,d.txt" })).toEqual(["people/b.md", "people/c.html"]);
  expect(await read({ include: "**/*.{md,html}", exclude: "drafts/**" })).toEqual([
    "people/b.md",
    "people/c.html",
  ]);
  expect(await read({ include: "people" })).toEqual(["people/b.md", "people/c.html"]);
});

test("names may hold spaces, #, %, line breaks and letters of any script; the id is NFC", async () => {
  const folder = await folderOf({
    "100% über uns #1.md": "One",
    "a\nb.md": "Two",
    "休暇.md": "Three",
    [`${"é".normalize("NFD")}.md`]: "Four",
  });
  const { documents } = await readFolder(folder, { baseUrl: "https://x.example/docs/" });
  expect([...documents.keys()].sort()).toEqual(
    ["100% über uns #1.md", "a\nb.md", "休暇.md", `${"é".normalize("NFC")}.md`].sort(),
  );
  expect(documents.get("100% über uns #1.md")?.url).toBe(
    "https://x.example/docs/100%25%20%C3%BCber%20uns%20%231.md",
  );
  expect(documents.get("a\nb.md")?.title).toBe("A b");
});

test("two names that differ in Unicode form alone are one document and one failure", async () => {
  const folder = await folderOf({
    [`${"é".normalize("NFC")}.md`]: "One",
    [`${"é".normalize("NFD")}.md`]: "Two",
  });
  const { documents, failures } = await readFolder(folder);
  expect(documents.size).toBe(1);
  expect([...failures.values()]).toEqual([expect.stringContaining("accents")]);
});

test("addresses may leave out the extension of Markdown files", async () => {
  const folder = await folderOf({
    "index.md": "I",
    "people/README.md": "P",
    "people/leave.html.md": "L",
    "people/x.html": "<p>X</p>",
  });
  const settings = { baseUrl: "https://x.example", stripExtension: "true" };
  const { documents } = await readFolder(folder, settings);
  expect([...documents.values()].map((document) => document.url)).toEqual([
    "https://x.example/",
    "https://x.example/people/",
    "https://x.example/people/leave.html",
    "https://x.example/people/x.html",
  ]);
});

test("links: out of the folder, in a circle, to nothing are failures; inside counts once", async () => {
  const outside = await folderOf({ "secret.md": "Secret", "more/secret.md": "Secret" });
  const folder = await folderOf({ "real/page.md": "Page", "notes/README": "Notes" });
  const links: Record<string, string> = {
    "out.md": join(outside, "secret.md"),
    "out-folder": join(outside, "more"),
    "again.md": "real/page.md",
    "again-folder": "real",
    "real/up": "..",
    "loop.md": "loop-2.md",
    "loop-2.md": "loop.md",
    "dead.md": "nowhere.md",
    "notes/readme.md": "README",
  };
  for (const [name, target] of Object.entries(links)) await symlink(target, join(folder, name));
  const { documents, failures } = await readFolder(folder);
  expect([...documents.keys()]).toEqual(["notes/readme.md", "real/page.md"]);
  expect([...failures.keys()].sort()).toEqual(
    ["dead.md", "loop-2.md", "loop.md", "out-folder", "out.md", "real/up"].sort(),
  );
  expect(failures.get("out.md")).toContain("leaves the folder");
  expect(failures.get("loop.md")).toContain("circle");
  expect(failures.get("real/up")).toContain("back to a folder that holds it");
  expect(failures.get("dead.md")).toContain("does not exist");
});

test("a folder that begins like the root is still outside of it", async () => {
  const folder = await folderOf({ "root/a.md": "A", "root-2/b.md": "B" });
  await symlink(join(folder, "root-2/b.md"), join(folder, "root/b.md"));
  const { documents, failures } = await readFolder(join(folder, "root"));
  expect([...documents.keys()]).toEqual(["a.md"]);
  expect([...failures.keys()]).toEqual(["b.md"]);
});

test("links into a hidden folder are read, as mounted configuration is", async () => {
  const folder = await folderOf({ "..2026/leave.md": "Leave", "..2026/travel.md": "Travel" });
  await symlink("..2026", join(folder, "..data"));
  await symlink("..data/leave.md", join(folder, "leave.md"));
  expect([...(await readFolder(folder)).documents.keys()]).toEqual(["leave.md"]);
});

test.skipIf(process.platform === "win32")(
  "a named pipe is one failure and never opened",
  async () => {
    const folder = await folderOf({ "a.md": "A" });
    execFileSync("sh", ["-c", "mkfifo pipe.md pipe.bin"], { cwd: folder });
    const { documents, failures } = await readFolder(folder);
    expect([...documents.keys()]).toEqual(["a.md"]);
    expect([...failures]).toEqual([["pipe.md", expect.stringContaining("not a regular file")]]);
  },
);

test("a file that goes while the folder is read is neither a document nor a failure", async () => {
  const folder = await folderOf({ "a.md": "A", "b.md": "B", "c.md": "C" });
  const seen: string[] = [];
  for await (const change of filesConnector(folder).changes(anyRequest())) {
    seen.push(change.type === "document-changed" ? change.document.documentId : change.type);
    await rm(join(folder, "b.md"), { force: true });
  }
  expect(seen).toEqual(["a.md", "c.md", "checkpoint"]);
});

test("a file swapped for a link while the folder is read is not followed", async () => {
  const outside = await folderOf({ "secret.md": "Secret" });
  const folder = await folderOf({ "a.md": "A", "b.md": "B" });
  const changes = [];
  for await (const change of filesConnector(folder).changes(anyRequest())) {
    if (changes.length === 0) {
      await rm(join(folder, "b.md"));
      await symlink(join(outside, "secret.md"), join(folder, "b.md"));
    }
    changes.push(change);
  }
  expect(changes[1]).toMatchObject({ type: "document-failed", documentId: "b.md" });
});

test("a folder swapped for a link while the folder is read leads nowhere", async () => {
  const outside = await folderOf({ "b.md": "Secret", "c.jsonl": '{"_id":"x","text":"Secret"}' });
  const folder = await folderOf({
    "a.md": "A",
    "sub/b.md": "B",
    "sub/c.jsonl": '{"_id":"x","text":"C"}',
  });
  const changes: SourceChange[] = [];
  const reading = (async () => {
    for await (const change of filesConnector(folder).changes(anyRequest())) {
      if (changes.length === 0) {
        await rename(join(folder, "sub"), join(folder, "was"));
        await symlink(outside, join(folder, "sub"));
      }
      changes.push(change);
    }
  })();
  // Of a file of many documents nobody knows then which are gone.
  await expect(reading).rejects.toMatchObject({ code: "unavailable" });
  expect(JSON.stringify(changes)).not.toContain("Secret");
  expect(changes.map((change) => change.type)).toEqual([
    ...["document-changed", "document-failed", "document-failed"],
  ]);
});

test("a folder that is not there (any more) is an error, so that nothing counts as removed", async () => {
  const folder = await folderOf({ "a/x.md": "A" });
  await expect(readFolder(join(folder, "b"))).rejects.toMatchObject({
    code: "not-found",
    message: expect.stringContaining(join(folder, "b")),
  });
  const reading = (async () => {
    for await (const _ of filesConnector(join(folder, "a")).changes(anyRequest())) {
      await rename(join(folder, "a"), join(folder, "gone")).catch(() => {});
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: "not-found" });
});

test("another folder in its place is not taken for the same one", async () => {
  const folder = await folderOf({ "a/x.md": "A", "a/y.md": "B" });
  const reading = (async () => {
    for await (const _ of filesConnector(join(folder, "a")).changes(anyRequest())) {
      if (
        await rename(join(folder, "a"), join(folder, "old")).then(
          () => true,
          () => false,
        )
      ) {
        await mkdir(join(folder, "a"));
        await writeFile(join(folder, "a/keep"), "");
      }
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: "not-found" });
});

test("an empty folder is read to its end", async () => {
  const { changes } = await readFolder(await folderOf({}));
  expect(changes.map((change) => change.type)).toEqual(["checkpoint"]);
});

test("a part that cannot be listed makes the run incomplete", async () => {
  const folder = await folderOf({ "a.md": "A" });
  const filter = { includes: () => true, excludes: () => false };
  // Root may read every folder; a file in a folder's place fails the same way for anyone.
  const walked = await walkFolder(join(folder, "a.md"), filter, new AbortController().signal);
  expect(walked.incomplete).toMatchObject({ code: "forbidden" });
});

test("a single file is a source of its own", async () => {
  const folder = await folderOf({ "pages.jsonl": '{"_id": "1", "text": "One."}', "b.md": "B" });
  await addFiles(folder, { "_access.yaml": '"*.md": [group:b]' });
  expect([...(await readFolder(join(folder, "pages.jsonl"))).documents.keys()]).toEqual(["1"]);
  const { documents } = await readFolder(join(folder, "b.md"));
  expect(documents.get("b.md")?.readableBy).toEqual(["group:b"]);
  await expect(readFolder(join(folder, "_access.yaml"))).rejects.toMatchObject({ code: "invalid" });
});

function anyRequest() {
  return {
    cursor: undefined,
    knownFingerprint: () => undefined,
    signal: new AbortController().signal,
  };
}
