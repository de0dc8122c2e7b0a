import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addFiles, folderOf, readFolder } from "./files-fixture.ts";

test("the last rule that fits says who may read; without one the source's audience holds", async () => {
  const folder = await folderOf({
    "_access.yaml": [
      "finance/restricted/**: [group:finance]",
      "finance/restricted/how-to.md: [everyone]",
      "board: [ user:Ana@Example.com ]",
      "closed/**: []",
    ].join("\n"),
    "a.md": "A",
    "board/x/y.md": "B",
    "closed/c.md": "C",
    "finance/restricted/how-to.md": "D",
    "finance/restricted/pay/e.md": "E",
  });
  const { documents } = await readFolder(folder);
  expect([...documents].map(([id, { readableBy }]) => [id, readableBy])).toEqual([
    ["a.md", undefined],
    ["board/x/y.md", ["user:ana@example.com"]],
    ["closed/c.md", []],
    ["finance/restricted/how-to.md", ["everyone"]],
    ["finance/restricted/pay/e.md", ["group:finance"]],
  ]);
});

test("a rule fits names in either Unicode form, and names that hold glob characters", async () => {
  const folder = await folderOf({
    "_access.yaml": `${"bücher".normalize("NFC")}/**: [group:a]\n"people (hr)/**": [group:b]\n"[old]/**": [group:c]`,
    [`${"bücher".normalize("NFD")}/a.md`]: "A",
    "people (hr)/b.md": "B",
    "[old]/c.md": "C",
  });
  const { documents } = await readFolder(folder);
  const readers = [...documents.values()].map((document) => document.readableBy);
  expect(readers.sort()).toEqual([["group:a"], ["group:b"], ["group:c"]]);
});

test("a rule for the real place holds for a link that leads there, and the other way round", async () => {
  const folder = await folderOf({
    "_access.yaml": "shut/**: [group:a]\nlinked/**: [group:b]",
    "shut/SECRET": "A",
    "open/PLAIN": "B",
    "linked/c.md": "C",
  });
  await symlink("../shut/SECRET", join(folder, "open/secret.md"));
  await symlink("../open/PLAIN", join(folder, "linked/plain.md"));
  const { documents } = await readFolder(folder);
  expect(documents.get("open/secret.md")?.readableBy).toEqual(["group:a"]);
  expect(documents.get("linked/plain.md")?.readableBy).toEqual(["group:b"]);
});

test("changed rules reach documents that are unchanged, without reading them anew", async () => {
  const folder = await folderOf({ "a.md": "A", "p.jsonl": '{"_id": "1", "text": "One."}' });
  const before = await readFolder(folder);
  const known = (id: string) => before.documents.get(id)?.fingerprint;
  await addFiles(folder, { "_access.yaml": '"**": [group:new]' });
  const { documents, unchanged } = await readFolder(folder, {}, known);
  expect(documents.size).toBe(0);
  expect([...unchanged]).toEqual([
    ["a.md", ["group:new"]],
    ["1", ["group:new"]],
  ]);
});

test.each([
  ["bad YAML", "a: [everyone\nb: x", "not valid YAML"],
  ["a rule given twice", "a: [everyone]\na: [group:x]", "not valid YAML"],
  ["an empty file", "# nothing yet\n", "must map globs"],
  ["a list", "- everyone", "must map globs"],
  ["an unknown principal", "a/**: [finance]", '"finance", which is no principal'],
  ["a group without a name", 'a/**: ["group:"]', "no principal"],
  ["a principal that is a number", "a/**: [7]", "7, which is no principal"],
  ["a single principal", "a/**: everyone", "must be a list"],
  ["no principals", "a/**:", "must be a list"],
  ["a glob that is a number", "2024: [everyone]", "no glob"],
  ["a glob that is empty", '"": [everyone]', "no glob"],
  ["a glob that is a list", "[a, b]: [everyone]", "no glob"],
  ["a backslash", "'a\\b\\**': [everyone]", 'write "/"'],
])("%s in _access.yaml fails the whole run", async (_, yaml, words) => {
  const folder = await folderOf({ "_access.yaml": yaml, "a.md": "A" });
  await expect(readFolder(folder)).rejects.toMatchObject({
    name: "ConnectorError",
    code: "invalid",
    message: expect.stringContaining(words),
  });
});

test.each(["_access.yml", "_ACCESS.yaml", "people/_access.yaml"])(
  "rules in %s, where they are not read, fail the whole run",
  async (path) => {
    const folder = await folderOf({ [path]: '"**": [group:a]', "people/a.md": "A" });
    await expect(readFolder(folder)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining(path),
    });
  },
);

test("rules that are there but cannot be read fail the whole run", async () => {
  const dangling = await folderOf({ "a.md": "A" });
  await symlink("nowhere.yaml", join(dangling, "_access.yaml"));
  await expect(readFolder(dangling)).rejects.toMatchObject({ code: "invalid" });
  const folder = await folderOf({ "_access.yaml/x.md": "X" });
  await expect(readFolder(folder)).rejects.toMatchObject({ code: "invalid" });
  const latin1 = await folderOf({ "_access.yaml": Buffer.from("bücher/**: [group:a]", "latin1") });
  await expect(readFolder(latin1)).rejects.toMatchObject({ code: "invalid" });
});

test("YAML anchors are resolved before they are judged", async () => {
  const folder = await folderOf({
    "_access.yaml": "a/**: &team [group:team]\nb/**: *team",
    "b/x.md": "B",
  });
  expect((await readFolder(folder)).documents.get("b/x.md")?.readableBy).toEqual(["group:team"]);
});
