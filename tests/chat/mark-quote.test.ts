import { expect, test } from "vitest";
import type { Block, Inline } from "../../src/chat/web/markdown/blocks.ts";
import { MARK_END, MARK_START, markQuotes } from "../../src/chat/web/markdown/mark-quote.ts";
import { parseMarkdown } from "../../src/chat/web/markdown/parse-markdown.ts";
import { MemoryConversation, shownAnswer } from "./memory-conversation.ts";
import { Browser, startChat } from "./start-chat.ts";

/** What is highlighted, as one text. */
function highlighted(passage: string, quote: string): string {
  const found: string[] = [];
  const visit = (value: Block | Inline | unknown): void => {
    if (Array.isArray(value)) for (const part of value) visit(part);
    else if (value !== null && typeof value === "object") {
      if ("marked" in value && "text" in value) found.push(String(value.text));
      for (const part of Object.values(value)) if (typeof part === "object") visit(part);
    }
  };
  visit(parseMarkdown(markQuotes(passage, [quote])));
  return found.join("|");
}

test.each([
  ["as it stands", "One. Two days. Three.", "Two days.", "Two days."],
  ["inside bold", "You get **27 days** a year. More.", "27 days a year.", "27 days| a year."],
  ["with its marks", "You get **27 days** a year.", "**27 days** a year", "27 days| a year."],
  ["wrapped", "You get 27\ndays a year.", "You get 27 days a year.", "You get 27\ndays a year."],
  ["a list item", "How:\n\n1. Ask early.\n2. Wait.\n", "2. Wait.", "Wait."],
  ["two items", "- Ask **early**\n- Wait", "- Ask **early**\n- Wait", "Ask |early|Wait"],
  [
    "a table row",
    "| a | b |\n|---|---|\n| up to 3 | 2 days |",
    "| up to 3 | 2 days |",
    "up to 3|2 days",
  ],
  [
    "beside a link",
    "See [Larkspur](https://x.example/a) now.",
    "See Larkspur now.",
    "See |Larkspur| now.",
  ],
  [
    "lines apart",
    "First one.\n\nBetween.\n\nLast one.",
    "First one.\nLast one.",
    "First one.|Last one.",
  ],
  ["in another script", "年次休暇は27日です。次。", "年次休暇は27日です。", "年次休暇は27日です。"],
  ["not at all", "One. Two.", "Four.", ""],
  ["an empty quote", "One. Two.", "…", ""],
])("finds a quote %s", (_name, passage, quote, marked) => {
  expect(highlighted(passage, quote)).toBe(marked);
});

test("a list stays a list around its highlight", () => {
  const [list] = parseMarkdown(markQuotes("1. Ask early.\n2. Wait.", ["1. Ask early."]));
  expect(list).toMatchObject({ type: "list", ordered: true, items: [{}, {}] });
});

test("a cited passage comes with its quote highlighted and whether it has changed", async () => {
  const conversation = new MemoryConversation(async function* (id) {
    yield { type: "finished", answer: shownAnswer(id) };
  });
  conversation.passage = {
    ...{ n: 1, source: "handbook", documentId: "leave.md", title: "Leave", path: "leave.md" },
    ...{ quote: "27 days", passageText: "You get 27 days.", headings: ["How much"] },
    ...{ changedSince: true, removed: false },
  };
  const browser = new Browser(await startChat(conversation));
  const id = await browser.ask("How many?");
  const response = await browser.fetch(`/api/answers/${id}/citations/1`);
  expect(await response.json()).toMatchObject({
    changedSince: true,
    documentPath: "/documents/handbook/leave.md",
    blocks: [{ children: [{ text: "You get " }, { text: "27 days.", marked: true }] }],
  });
  expect((await browser.fetch(`/api/answers/${id}/citations/2`)).status).toBe(404);
});

test("several quotes are marked each, also where they overlap or come in another order", () => {
  const passage = "One. Two days. Three. Four weeks.";
  const marked = (quotes: string[]) =>
    markQuotes(passage, quotes).replaceAll(MARK_START, "<").replaceAll(MARK_END, ">");
  expect(marked(["Four weeks.", "Two days."])).toBe("One. <Two days.> Three. <Four weeks.>");
  expect(marked(["Two days. Three.", "Three. Four weeks."])).toBe(
    "One. <Two days. Three.>< Four weeks.>",
  );
  expect(marked(["Two days. Three.", "days"])).toBe("One. <Two days. Three.> Four weeks.");
});
