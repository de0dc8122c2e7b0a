import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadPrompts } from "../../src/prompts/load-prompts.ts";
import { PromptError } from "../../src/prompts/prompts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const SHIPPED = join(import.meta.dirname, "../../prompts");

function copyOfPrompts(): string {
  const folder = temporaryFolder("prompts");
  cpSync(SHIPPED, folder, { recursive: true });
  return folder;
}

/** What loading says after one change to one file. */
function failureAfter(file: string, change: (text: string) => string): string {
  const folder = copyOfPrompts();
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return failureOf(folder);
}

function failureOf(folder: string): string {
  try {
    loadPrompts(folder);
  } catch (error) {
    if (error instanceof PromptError) return error.message;
    throw error;
  }
  return "it loaded";
}

test("the shipped prompts load and every one has a version", () => {
  const prompts = loadPrompts(SHIPPED);
  const text = readFileSync(join(SHIPPED, "answer.md"), "utf8");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  expect(prompts.version("answer")).toBe(`answer@1#${hash}`);
  expect(readdirSync(SHIPPED).toSorted()).toEqual([
    "README.md",
    "answer.md",
    "check-support.md",
    "clarify.md",
    "plan-sub-questions.md",
    "rewrite-question.md",
    "suggest-prompts.md",
  ]);
});

test("a filled prompt keeps instructions and data apart", () => {
  const prompts = loadPrompts(SHIPPED);
  const values = { passages: "P", question: "Q", language: "Welsh", today: "2026-03-01" };
  const { instructions, input, version } = prompts.fill("answer", values);
  expect(instructions).toContain("NOT_FOUND");
  expect(instructions).not.toContain("{{");
  expect(instructions).not.toContain("Welsh");
  expect(input).toContain("Today is 2026-03-01.");
  expect(input).toContain("in Welsh");
  expect(input).not.toMatch(/\{\{|^#/m);
  expect(version).toBe(prompts.version("answer"));
});

test("a value that holds a variable is not looked into", () => {
  const prompts = loadPrompts(SHIPPED);
  const input = prompts.fill("rewrite-question", {
    history: "{{question}} $& $1",
    question: "{{history}}",
  }).input;
  expect(input).toContain("{{question}} $& $1");
  expect(input).toContain("{{history}}");
});

test("no line of the instructions looks like a passage", () => {
  const prompts = loadPrompts(SHIPPED);
  const filled = [
    prompts.fill("answer", { passages: "", question: "", language: "", today: "" }),
    prompts.fill("check-support", { passages: "", sentence: "" }),
    prompts.fill("clarify", { passages: "", question: "", choices: "" }),
    prompts.fill("suggest-prompts", { passages: "", count: "" }),
  ];
  for (const { instructions, input } of filled) {
    expect(`${instructions}\n${input}`).not.toMatch(/^\s*\[\d+\]/m);
  }
});

test("Windows line ends load as the same version", () => {
  const folder = copyOfPrompts();
  const path = join(folder, "clarify.md");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
  expect(loadPrompts(folder).version("clarify")).toBe(loadPrompts(SHIPPED).version("clarify"));
});

test("a changed word is another hash", () => {
  const folder = copyOfPrompts();
  const path = join(folder, "clarify.md");
  writeFileSync(path, `${readFileSync(path, "utf8")}\nBe brief.\n`);
  expect(loadPrompts(folder).version("clarify")).not.toBe(loadPrompts(SHIPPED).version("clarify"));
});

test("a missing folder, a missing file and an unknown file are one sentence each", () => {
  expect(failureOf(join(temporaryFolder(), "gone"))).toMatch(
    /^The folder of prompts .+ release\.$/,
  );
  const lacking = copyOfPrompts();
  rmSync(join(lacking, "clarify.md"));
  expect(failureOf(lacking)).toMatch(/clarify\.md is missing .+; restore it from the release\.$/);
  const extra = copyOfPrompts();
  writeFileSync(join(extra, "sing.md"), "");
  expect(failureOf(extra)).toMatch(
    /sing\.md is no prompt .+ remove it or name it after one of: answer/,
  );
});

const DAMAGE: [string, string, (text: string) => string, RegExp][] = [
  [
    "no front matter",
    "answer.md",
    (t) => t.replace("---\n", ""),
    /answer\.md is not a prompt; it needs/,
  ],
  [
    "front matter that is not YAML",
    "answer.md",
    (t) => t.replace("[question,", "[question"),
    /the front matter is not YAML|declares the variables/,
  ],
  [
    "an unclosed bracket",
    "answer.md",
    (t) => t.replace("today]", "today"),
    /the front matter is not YAML; mend it\./,
  ],
  [
    "front matter that is a list",
    "answer.md",
    (t) => t.replace(/---\n.*?\n---/s, "---\n- a\n---"),
    /the front matter is wrong/,
  ],
  [
    "another id",
    "clarify.md",
    (t) => t.replace("id: clarify", "id: clarity"),
    /the id "clarity" is not the file's name; set id: clarify\./,
  ],
  [
    "version 0",
    "clarify.md",
    (t) => t.replace("version: 1", "version: 0"),
    /"version" in the front matter is wrong/,
  ],
  [
    "version 1.5",
    "clarify.md",
    (t) => t.replace("version: 1", "version: 1.5"),
    /"version" in the front matter is wrong/,
  ],
  [
    "a version in words",
    "clarify.md",
    (t) => t.replace("version: 1", "version: one"),
    /"version" in the front matter is wrong/,
  ],
  [
    "no purpose",
    "clarify.md",
    (t) => t.replace(/purpose: .*\n/, ""),
    /"purpose" in the front matter is wrong/,
  ],
  [
    "a further field",
    "clarify.md",
    (t) => t.replace("version: 1", "version: 1\nmodel: x"),
    /front matter is wrong/,
  ],
  [
    "a variable not declared",
    "clarify.md",
    (t) => t.replace("choices, passages]", "passages]"),
    /declares the variables \[passages, question\]; set variables: \[question, choices, passages\]\./,
  ],
  [
    "a variable declared too many",
    "clarify.md",
    (t) => t.replace("passages]", "passages, today]"),
    /declares the variables/,
  ],
  [
    "an unknown variable",
    "clarify.md",
    (t) => t.replace("{{choices}}", "{{choice}}"),
    /\{\{choice\}\} is unknown; use \{\{question\}\}/,
  ],
  [
    "a misspelt variable",
    "clarify.md",
    (t) => t.replace("{{choices}}", "{{ choices }}"),
    /\{\{ choices \}\} is unknown/,
  ],
  [
    "a variable never used",
    "clarify.md",
    (t) => t.replace("{{choices}}", ""),
    /\{\{choices\}\} is never used; put it into "# Input"\./,
  ],
  [
    "data among the instructions",
    "clarify.md",
    (t) => t.replace("You decide", "{{question}} You decide"),
    /\{\{question\}\} stands in "# Instructions"/,
  ],
  [
    "no input",
    "clarify.md",
    (t) => t.replace(/\n# Input\n.*/s, "\n# Input\n"),
    /the section "# Input" is empty; write it\./,
  ],
  [
    "no instructions",
    "clarify.md",
    (t) => t.replace(/\n# Instructions\n.*\n# Input/s, "\n# Instructions\n\n# Input"),
    /the section "# Instructions" is empty; write it\./,
  ],
  [
    "sections the wrong way round",
    "clarify.md",
    (t) => t.replace("# Input", "# Output"),
    /is not a prompt; it needs/,
  ],
];

test.each(DAMAGE)("%s is one sentence that names the file", (_, file, change, said) => {
  const message = failureAfter(file, change);
  expect(message).toMatch(said);
  expect(message).toContain(file);
  expect(message).not.toContain("\n");
});
