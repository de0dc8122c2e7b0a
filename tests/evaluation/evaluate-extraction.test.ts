import { expect, test } from "vitest";
import { compareWords, evaluateExtraction } from "../../src/evaluation/evaluate-extraction.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";

const dataFolder = (files: Record<string, string>) => writeFiles(temporaryFolder(), files);

const line = (name: string, kind: string) =>
  JSON.stringify({ file: `files/${name}`, kind, expected_markdown: `${name}.md` });

test("recall is the mean over a kind's files, and a file that failed counts as 0", async () => {
  const folder = dataFolder({
    "manifest.jsonl": [line("a.x", "x"), line("b.x", "x"), line("c.y", "y")].join("\n"),
    "files/a.x": "ten days",
    "files/b.x": "broken",
    "files/c.y": "| Ten | DAYS |",
    "a.x.md": "# Ten *days* of leave",
    "b.x.md": "anything",
    "c.y.md": "ten days <!-- image -->",
  });
  const report = await evaluateExtraction(folder, async (bytes, name) => {
    if (name === "b.x") throw new Error("is broken");
    return { markdown: bytes.toString() };
  });
  expect(report).toEqual({
    kinds: {
      x: { files: 2, wordRecall: 0.25, failed: [{ file: "files/b.x", reason: "is broken" }] },
      y: { files: 1, wordRecall: 1, failed: [] },
    },
  });
});

test("the title counts as text, and a word as often as it stands there", async () => {
  const folder = dataFolder({
    "manifest.jsonl": line("a.x", "x"),
    "files/a.x": "",
    "a.x.md": "# Leave\n\nLeave, leave",
  });
  const read = async () => ({ title: "Leave", markdown: "leave" });
  const { kinds } = await evaluateExtraction(folder, read);
  expect(kinds.x?.wordRecall).toBeCloseTo(2 / 3, 3);
});

test.each([
  ["x² &lt;b&gt; ＡＢＣ", "x2 <b> abc", []],
  ["a a a", "a b a", ["a"]],
  ["", "anything", []],
  ["naïve 日本", "naive 日本", ["naïve"]],
])("%j in %j lacks %j", (expected, found, missing) => {
  expect(compareWords(expected, found).missing).toEqual(missing);
});

test("a manifest that names a missing file is an error that names it", async () => {
  const folder = dataFolder({ "manifest.jsonl": line("gone.x", "x") });
  const read = async () => ({ markdown: "" });
  await expect(evaluateExtraction(folder, read)).rejects.toThrow(/gone\.x\.md cannot be read/);
});
