import { expect, test } from "vitest";
import { estimateTokens } from "../../src/sync/passages/estimate-tokens.ts";
import { splitIntoPassages } from "../../src/sync/split-into-passages.ts";
import { embeddedText } from "../../src/vector-index/vector-index.ts";
import { lostText, randomMarkdown } from "./markdown-samples.ts";

function prose(words: number, seed = ""): string {
  return Array.from({ length: words }, (_, n) => `word${seed}${n}${n % 12 === 11 ? "." : ""}`).join(
    " ",
  );
}

function split(markdown: string, title = "Handbook") {
  return splitIntoPassages(title, markdown);
}

test("a short document is one passage without its title in the path", () => {
  const passages = split("# Handbook\n\nTen days.\n");
  expect(passages).toEqual([
    { ordinal: 0, headings: [], text: "# Handbook\n\nTen days.", hash: expect.any(String) },
  ]);
  expect(split("")).toEqual([]);
  expect(split(" \n\t\n")).toEqual([]);
});

test("sections become passages with their heading path", () => {
  const passages = split(
    `# Handbook\n\n${prose(200, "a")}\n\n## Leave\n\n${prose(200, "b")}\n\n### Sick *leave*\n\n${prose(200, "c")}\n\n## [Pay](pay.md) {#pay}\n\n${prose(200, "d")}\n`,
  );
  expect(passages.map((passage) => passage.headings)).toEqual([
    [],
    ["Leave"],
    ["Leave", "Sick leave"],
    ["Pay"],
  ]);
  expect(passages[2]?.text.startsWith("### Sick *leave*\n")).toBe(true);
});

test("small siblings are joined under their parent, uncles are not", () => {
  const small = (name: string, depth: number) =>
    `${"#".repeat(depth)} ${name}\n\n${prose(40, name)}\n\n`;
  const passages = split(
    `# Handbook\n\n## Offices\n\n${small("Lisbon", 3)}${small("Oslo", 3)}${small("Pay", 2)}`,
  );
  expect(passages.map((passage) => passage.headings)).toEqual([["Offices"], ["Pay"]]);
  expect(passages[0]?.text).toContain("### Lisbon");
  expect(passages[0]?.text).toContain("### Oslo");
});

test("a heading without a body is no passage of its own", () => {
  const passages = split(`## One\n\n### Two\n\n${prose(260)}\n\n## Last\n`);
  expect(passages).toHaveLength(1);
  expect(passages[0]?.headings).toEqual(["One", "Two"]);
});

test("lists, tables and code that fit stay whole, with the line that introduces them", () => {
  const list = Array.from({ length: 30 }, (_, n) => `- item ${n} of the list`).join("\n");
  const code = `\`\`\`sh\n${Array.from({ length: 40 }, (_, n) => `run --step ${n}`).join("\n")}\n\`\`\``;
  const passages = split(
    `${prose(190)}\n\nDo this:\n\n${list}\n\n${prose(150)}\n\nOr so:\n\n${code}`,
  );
  expect(passages.some(({ text }) => text.includes(`Do this:\n\n${list}`))).toBe(true);
  expect(passages.some(({ text }) => text.includes(`Or so:\n\n${code}`))).toBe(true);
});

test("a long table is cut between rows, and each part has its header", () => {
  const header = "| Band | Salary |\n| --- | --- |\n";
  const rows = Array.from({ length: 200 }, (_, n) => `| B${n} | ${n} thousand a year |\n`);
  const passages = split(`# Bands\n\n${header}${rows.join("")}`);
  expect(passages.length).toBeGreaterThan(3);
  for (const { text } of passages) {
    expect(text).toContain(header);
    expect(text.endsWith("|")).toBe(true);
    expect(estimateTokens(text)).toBeLessThanOrEqual(400);
  }
  for (const row of rows) {
    expect(passages.filter(({ text }) => `${text}\n`.includes(row))).toHaveLength(1);
  }
});

test("long code is cut between lines, and each part is code", () => {
  const lines = Array.from({ length: 300 }, (_, n) => `    call(${n}, "a b c");\n`).join("");
  const passages = split(`\`\`\`ts\n${lines}\`\`\`\n\nAfterwards.\n`);
  expect(passages.length).toBeGreaterThan(3);
  for (const { text } of passages) expect(text.startsWith("```ts\n    call(")).toBe(true);
  expect(passages.at(-1)?.text.endsWith("```\n\nAfterwards.")).toBe(true);
});

test.each([
  ["a paragraph", prose(3000)],
  ["one line without an end", prose(10_000).replaceAll(".", "")],
  ["one word", "x".repeat(50_000)],
  ["Japanese", "有給休暇は年に二十日あります。".repeat(300)],
  ["rare Han", `字${"𠮷".repeat(3000)}`],
  ["a list item", `- ${prose(3000)}`],
  ["a table row", `| a | b |\n| - | - |\n| ${prose(3000)} | c |`],
])("%s that is too long is cut, and nothing is lost", (_, markdown) => {
  const passages = split(markdown);
  for (const { text } of passages) expect(estimateTokens(text)).toBeLessThanOrEqual(400);
  expect(passages.length).toBeGreaterThan(1);
  expect(lostText(markdown, passages)).toBe("");
  expect(passages.every(({ text }) => text.isWellFormed())).toBe(true);
});

test("sentences stay whole where a paragraph is cut", () => {
  for (const { text } of split(prose(1500).replace(/$/, "."))) expect(text.at(-1)).toBe(".");
});

test("indented plain text is prose, and its title lines are headings", () => {
  const part = (name: string) => `    About ${name} Offices\n\n    ${prose(130, name)}.\n\n`;
  const passages = split(`Handbook\n\n${part("Lisbon")}${part("Oslo")}`);
  expect(passages.map((passage) => passage.headings)).toEqual([
    ["About Lisbon Offices"],
    ["About Oslo Offices"],
  ]);
  for (const { text } of passages) expect(text).not.toMatch(/^ {4}/m);
});

test("lines that only look like titles are none", () => {
  const markdown = `It was closed.\n\n${prose(250)}\n\nand so on\n\n${prose(250)}\n\n| A | B |\n\nYes\n\nNo\n`;
  expect(split(markdown).flatMap((passage) => passage.headings)).toEqual([]);
  const marked = `## Real\n\nNot A Title\n\n${prose(200)}\n`;
  expect(split(marked).map((passage) => passage.headings)).toEqual([["Real"]]);
});

test("windows line ends change nothing", () => {
  const markdown = `# One\n\n- a\n- b\n\n${prose(300)}\n\n## Two\n\n${prose(300)}\n`;
  expect(split(markdown.replaceAll("\n", "\r\n"))).toEqual(split(markdown));
});

test("a passage's hash follows what is embedded, and nothing else", () => {
  const [passage] = split("## Leave\n\nTen days.\n");
  expect(embeddedText("Handbook", passage?.headings ?? [], passage?.text ?? "")).toBe(
    "Handbook\nLeave\n## Leave\n\nTen days.",
  );
  const hash = (title: string, markdown: string) => splitIntoPassages(title, markdown)[0]?.hash;
  expect(hash("Handbook", "## Leave\n\nTen days.\n\n\n")).toBe(passage?.hash);
  expect(hash("Other", "## Leave\n\nTen days.\n")).not.toBe(passage?.hash);
  expect(hash("Handbook", "## Leave\n\nTwo days.\n")).not.toBe(passage?.hash);
});

test("whatever the Markdown, its passages are its text and none is too long", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const markdown = randomMarkdown(seed);
    const passages = split(markdown);
    expect(lostText(markdown, passages), `seed ${seed}`).toBe("");
    expect(passages.map((passage) => passage.ordinal)).toEqual([...passages.keys()]);
    for (const { text } of passages) {
      expect(text.trim()).not.toBe("");
      expect(estimateTokens(text), `seed ${seed}`).toBeLessThanOrEqual(400);
    }
  }
});

const HOSTILE: Record<string, string> = {
  "nested quotes": `${"> ".repeat(100_000)}a`,
  "nested lists on a line": `${"- ".repeat(100_000)}a`,
  "nested lists": Array.from({ length: 1500 }, (_, n) => `${"  ".repeat(n)}- a`).join("\n"),
  "list items": "- a\n".repeat(100_000),
  "open tags": "<a \n".repeat(100_000),
  "open attributes": "<a b='".repeat(100_000),
  comments: "<!-- \n\n".repeat(100_000),
  brackets: "[".repeat(200_000),
  emphasis: "*a _b ".repeat(100_000),
  backticks: Array.from({ length: 1000 }, (_, n) => "`".repeat(n)).join(" "),
  pipes: `${"|".repeat(100_000)}\n${"|-".repeat(100_000)}`,
  "full stops": ".".repeat(1_000_000),
  "quoted stops": `${'."'.repeat(300_000)}`,
  "white space": `a${" ".repeat(1_000_000)}b`,
  headings: "# a\n".repeat(50_000),
  "one line": "word ".repeat(200_000),
  definitions: "[a]: b\n\n".repeat(50_000),
};

test.each(Object.keys(HOSTILE))("hostile Markdown is cut in time: %s", (name) => {
  const markdown = HOSTILE[name] ?? "";
  const startedAt = performance.now();
  const passages = split(markdown);
  // Ten times what it takes; what is not linear takes minutes.
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(lostText(markdown, passages)).toBe("");
});

test.each([
  ["a word", "w"],
  ["a line", "word "],
  ["lines", "a line of a log\n"],
  ["a line of code", "```\naGVsbG8", "\n```"],
])(
  "%s of millions of characters is cut into passages, and nothing of it is lost",
  (_, text, end = "") => {
    const long = text.repeat(6_000_000 / text.length) + end;
    const passages = split(long);
    expect(passages.length).toBeGreaterThan(1_000);
    const letters = (given: string) => given.replaceAll(/[\s`]/g, "").length;
    const kept = passages.reduce((sum, passage) => sum + letters(passage.text), 0);
    expect(kept).toBeGreaterThanOrEqual(letters(long));
  },
  60_000,
);
