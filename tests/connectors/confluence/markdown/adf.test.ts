import { expect, test } from "vitest";
import {
  hasSchema,
  id,
  li,
  link,
  type Node,
  node,
  official,
  p,
  readAdf,
  text,
} from "./adf-fixture.ts";
import { rowsOf } from "./body-fixture.ts";

test("the official schema is at hand to hold the samples against", ({ skip }) => {
  skip(!hasSchema, "skipped: no ../shared");
  expect(
    official?.safeParse({ type: "doc", version: 1, content: [{ type: "novelty" }] }).success,
  ).toBe(false);
});

test("paragraphs, headings, rules, quotes and breaks", async () => {
  expect(
    await readAdf(
      node("heading", { level: 1 }, text("One")),
      p("a", node("hardBreak", {}), "b"),
      node("rule", {}),
      node("blockquote", {}, p("said")),
    ),
  ).toBe("## One\n\na\nb\n\n---\n\n> said");
});

test("marks; neighbours that share one share it in Markdown", async () => {
  expect(
    await readAdf(
      p(
        text("a ", "strong"),
        text("b", "strong", "em"),
        " ",
        text("c", "strike"),
        text("d", "underline"),
        text("e", { type: "subsup", attrs: { type: "sub" } }),
        text("f", { type: "textColor", attrs: { color: "#ff0000" } }),
        text("g", { type: "annotation", attrs: { id: "1", annotationType: "inlineComment" } }),
      ),
    ),
  ).toBe("**a *b*** ~~c~~defg");
  const url = link("https://a.example/x");
  expect(await readAdf(p(text("see ", url), text("here", "strong", url)))).toBe(
    "[see **here**](https://a.example/x)",
  );
  expect(await readAdf(p(text("x_y", "code", url)))).toBe("[`x_y`](https://a.example/x)");
  expect(await readAdf(p(text("no", link("javascript:alert(1)"))))).toBe("no");
});

test("lists", async () => {
  expect(
    await readAdf(
      node(
        "bulletList",
        {},
        li(p("a"), node("orderedList", { order: 3 }, li(p("b")), li(p("c")))),
        li(p("d")),
      ),
    ),
  ).toBe("- a\n  3. b\n  4. c\n- d");
});

test("tasks and decisions", async () => {
  const task = (state: string, ...content: Node[]) =>
    node("taskItem", { localId: "t", state }, ...content);
  expect(
    await readAdf(
      node(
        "taskList",
        id,
        task(
          "DONE",
          text("Book "),
          node("mention", { id: "bo", text: "@Old name" }),
          text(" "),
          node("date", { timestamp: "1772323200000" }),
        ),
        task("TODO", text("Pack")),
        node("taskList", id, task("TODO", text("Socks"))),
      ),
      node(
        "decisionList",
        id,
        node("decisionItem", { localId: "d", state: "DECIDED" }, text("North")),
        node("decisionItem", { localId: "e", state: "UNDECIDED" }, text("When?")),
      ),
    ),
  ).toMatch(
    /^- \[x\] Book @Bo Berg 2026-03-01\n- \[ \] Pack\n {2}- \[ \] Socks\n\n- \*\*Decision:\*\* North\n- \*\*Undecided:\*\* When\?$/,
  );
  expect(
    await readAdf(
      node(
        "taskList",
        id,
        node("blockTaskItem", { localId: "b", state: "DONE" }, p("Whole"), p("block")),
      ),
    ),
  ).toMatch(/^- \[x\] Whole\n\n {2}block$/);
});

test.each([
  ["info", "> Text."],
  ["note", "> **Note**\n>\n> Text."],
  ["tip", "> **Tip**\n>\n> Text."],
  ["warning", "> **Warning**\n>\n> Text."],
  ["error", "> **Error**\n>\n> Text."],
  ["success", "> **Success**\n>\n> Text."],
])("panel: %s", async (panelType, markdown) => {
  expect(await readAdf(node("panel", { panelType }, p("Text.")))).toBe(markdown);
});

test("panels with an icon of their own, expanders, columns", async () => {
  expect(
    await readAdf(
      node("panel", { panelType: "custom", panelIcon: ":dart:", panelIconText: "🎯" }, p("Aim.")),
    ),
  ).toBe("> **🎯**\n>\n> Aim.");
  const column = (words: string) => node("layoutColumn", { width: 50 }, p(words));
  expect(
    await readAdf(
      node(
        "expand",
        { title: "More" },
        p("a"),
        node("nestedExpand", { title: "Still more" }, p("b")),
      ),
      node("layoutSection", {}, column("left"), column("right")),
    ),
  ).toBe("**More**\n\na\n\n**Still more**\n\nb\n\nleft\n\nright");
});

test("code with its language, whatever is in it", async () => {
  const code = "a < b && `x`\n\n\n```\n&nbsp;";
  expect(await readAdf(node("codeBlock", { language: "JavaScript" }, text(code)))).toBe(
    `\`\`\`\`javascript\n${code}\n\`\`\`\``,
  );
});

test("tables with merged cells say in each row what it is about", async () => {
  const head = (attrs: Node, words: string) => node("tableHeader", attrs, p(text(words, "strong")));
  const cell = (attrs: Node, ...content: Node[]) => node("tableCell", attrs, ...content);
  const row = (...cells: Node[]) => node("tableRow", {}, ...cells);
  const markdown = await readAdf(
    node(
      "table",
      { isNumberColumnEnabled: false, layout: "default" },
      row(head({}, "Team"), head({ colspan: 2 }, "Days")),
      row(
        cell({ rowspan: 2 }, p("Sales")),
        cell({}, p("10")),
        cell({}, node("bulletList", {}, li(p("a")), li(p("b")))),
      ),
      row(cell({}, p("11")), cell({}, node("codeBlock", {}, text("x\ny")))),
    ),
  );
  expect(rowsOf(markdown)).toEqual([
    ["Team", "Days", "Days"],
    ["Sales", "10", "- a - b"],
    ["Sales", "11", "`x y`"],
  ]);
});
