import { join } from "node:path";
import { expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";

const MISTAKES: [string[], string][] = [
  [["--unset", "colour"], "A files source has no setting colour"],
  [["--set", "path=docs", "--unset", "path"], "not both"],
  [["--set", "path=docs", "--set", "path=more"], "The setting path is given twice"],
  [["--set", "maxFileBytes=many"], "The setting maxFileBytes is wrong: must be a number."],
  [["--set", "maxFileBytes=0"], "The setting maxFileBytes is wrong: must be more than 0."],
  [["--set", "path=docs", "--secret-file", "docs/leave.md"], "needs no secret"],
];

test("a source's settings and schedule are changed, taken back and checked", async () => {
  const footnote = createFootnote();
  writeFiles(join(footnote.folder, "docs"), { "leave.md": "# Leave\n\nTen days.\n" });
  writeFiles(join(footnote.folder, "more"), { "pay.md": "# Pay\n\nMonthly.\n" });
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  const set = ["sources", "set", "handbook"];
  const change = ["--set", "path=more", "--set", "exclude=x/**", "--schedule", "0 3 * * *"];
  expect(await footnote.json(...set, ...change)).toEqual({
    source: "handbook",
    changed: ["exclude", "path", "schedule"],
    notes: [],
  });
  const back = await footnote.run(...set, "--unset", "exclude", "--schedule", "none");
  expect(back.stdout).toContain("handbook has another exclude, schedule now.");
  expect(await footnote.json("sources", "status", "handbook")).toMatchObject({
    settings: { path: join(footnote.folder, "more") },
  });
  expect((await footnote.run(...set, "--schedule", "none")).stdout).toContain("as it was");
  expect((await footnote.run(...set)).code).toBe(2);
  for (const [flags, sentence] of MISTAKES) {
    const refused = await footnote.run(...set, ...flags);
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr).toContain(sentence);
  }
  const wrong = await footnote.run(...set, "--set", "colour=red");
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("no setting colour") });
}, 60_000);
