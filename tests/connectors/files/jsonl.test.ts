import { expect, test } from "vitest";
import { folderOf, readFolder } from "./files-fixture.ts";

async function readLines(lines: readonly (string | object)[]) {
  const content = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  return readFolder(await folderOf({ "corpus.jsonl": content.join("\n") }));
}

test("each line is a document; unknown fields and blank lines do not matter", async () => {
  const { documents, failures } = await readLines([
    {
      _id: "a",
      title: "Leave",
      text: "Ten days.",
      url: "https://x.example/a",
      updatedAt: "2026-01-02",
      readableBy: ["group:hr", "everyone"],
      colour: "red",
    },
    "",
    { _id: 7, title: "", text: "Seven." },
    { _id: "n", title: null, text: "", url: null, updatedAt: null },
  ]);
  expect(failures.size).toBe(0);
  expect(documents.get("a")).toMatchObject({
    documentId: "a",
    kind: "jsonl",
    path: "corpus.jsonl",
    title: "Leave",
    markdown: "Ten days.",
    url: "https://x.example/a",
    updatedAt: "2026-01-02T00:00:00.000Z",
    readableBy: ["everyone", "group:hr"],
  });
  expect(documents.get("7")).toMatchObject({ title: "7", markdown: "Seven." });
  expect(documents.get("n")).not.toHaveProperty("url");
});

test.each([
  ["no JSON", "{oops", "not valid JSON"],
  ["no object", "[1]", "the line"],
  ["no _id", { text: "x" }, '"_id"'],
  ["an empty _id", { _id: " ", text: "x" }, '"_id"'],
  ["no text", { _id: "x" }, '"text"'],
  ["an address that runs code", { _id: "x", text: "x", url: "javascript:alert(1)" }, '"url"'],
  ["a date that is none", { _id: "x", text: "x", updatedAt: "soon" }, '"updatedAt"'],
  ["an unknown reader", { _id: "x", text: "x", readableBy: ["staff"] }, "no principal"],
  ["unknown readers", { _id: "x", text: "x", readableBy: null }, "must be a list"],
  ["one reader that is no list", { _id: "x", text: "x", readableBy: "everyone" }, "must be a list"],
])("a line with %s is one failure, named by its number", async (_, line, words) => {
  const { documents, failures } = await readLines([
    { _id: "ok", text: "Fine." },
    line,
    { _id: "ok2", text: "Fine." },
  ]);
  expect([...documents.keys()]).toEqual(["ok", "ok2"]);
  expect([...failures.keys()]).toEqual(["corpus.jsonl:2"]);
  expect(failures.get("corpus.jsonl:2")).toContain(words);
});

test("a failure does not repeat the line, which the admin may not be allowed to read", async () => {
  const { failures } = await readLines(['{"_id": "x", "text": "salary 90,000"']);
  expect(failures.get("corpus.jsonl:1")).not.toContain("salary");
});

test("an _id that is taken, by a line or a file, is a failure of the later line", async () => {
  const folder = await folderOf({
    "a.jsonl": '{"_id": "x", "text": "First."}\n{"_id": "z.md", "text": "Not the file."}',
    "b.jsonl": '{"_id": "x", "text": "Second."}',
    "z.md": "The file.",
  });
  const { documents, failures } = await readFolder(folder);
  expect(documents.get("x")?.markdown).toBe("First.");
  expect(documents.get("z.md")?.markdown).toBe("The file.");
  expect([...failures.keys()].sort()).toEqual(["a.jsonl:2", "b.jsonl:1"]);
});

test("a line over 5 MB is skipped, a line of broken UTF-8 fails, and the rest is read", async () => {
  const folder = await folderOf({
    "c.jsonl": Buffer.concat([
      Buffer.from(`${JSON.stringify({ _id: "long", text: "x".repeat(5_100_000) })}\n`),
      Buffer.from('{"_id": "bad", "text": "'),
      Buffer.from([0xff]),
      Buffer.from('"}\n{"_id": "ok", "text": "Fine."}\n'),
    ]),
  });
  const { documents, failures } = await readFolder(folder);
  expect([...documents.keys()]).toEqual(["ok"]);
  expect(failures.get("c.jsonl:1")).toContain("5 MB");
  expect(failures.get("c.jsonl:2")).toContain("UTF-8");
});

test("only changed lines are read anew", async () => {
  const first = await readLines([
    { _id: "a", text: "A" },
    { _id: "b", text: "B" },
  ]);
  const folder = await folderOf({
    "corpus.jsonl": '{"_id":"b","text":"B"}\n{"_id":"a","text":"A, changed"}\n',
  });
  const known = (id: string) => first.documents.get(id)?.fingerprint;
  const second = await readFolder(folder, {}, known);
  expect([...second.documents.keys()]).toEqual(["a"]);
  expect([...second.unchanged.keys()]).toEqual(["b"]);
});

test("text that is no text elsewhere (NUL, lone surrogates) is made so", async () => {
  const { documents } = await readLines(['{"_id": "x", "text": "a\\u0000b\\ud800c"}']);
  expect(documents.get("x")?.markdown).toBe("ab\ufffdc");
});
