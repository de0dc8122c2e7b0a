import { expect, test } from "vitest";
import { checkBlocks } from "../blocks/check-blocks.ts";
import { checkChunks } from "../blocks/check-chunks.ts";
import { checkView } from "../blocks/check-view.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const words = (count: number) => "x".repeat(count);
const button = (id: string, more = {}) => ({
  type: "button",
  text: plain("Go"),
  action_id: id,
  ...more,
});
const actions = (...elements: object[]) => ({ type: "actions", elements });
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const cell = { type: "raw_text", text: "1" };
const vote = { text: plain("Good"), value: "up" };
const feedback = {
  type: "context_actions",
  elements: [
    { type: "feedback_buttons", action_id: "v", positive_button: vote, negative_button: vote },
  ],
};
const input = { type: "input", label: plain("Name"), element: { type: "plain_text_input" } };

test.each([
  ["text of 3000", [section(words(3_000))]],
  ["50 blocks", Array.from({ length: 50 }, () => ({ type: "divider" }))],
  ["feedback buttons", [feedback]],
  ["25 buttons", [actions(...Array.from({ length: 25 }, (_, i) => button(`${i}`)))]],
  ["Markdown of 12,000", [{ type: "markdown", text: words(12_000) }]],
  ["a table of 100 rows", [{ type: "table", rows: Array.from({ length: 100 }, () => [cell]) }]],
])("%s is accepted", (_, blocks) => {
  expect(checkBlocks(blocks, "message")).toEqual([]);
});

test.each([
  ["text of 3001", [section(words(3_001))], "/blocks/0/text/text"],
  ["no text", [section("")], "/blocks/0/text/text"],
  ["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" })), "/blocks"],
  ["a block nobody knows", [{ type: "nonsense" }], "/blocks/0/type"],
  ["a field nobody knows", [{ type: "divider", colour: "red" }], "colour"],
  ["26 buttons", [actions(...Array.from({ length: 26 }, (_, i) => button(`${i}`)))], "/elements"],
  ["a button's text of 76", [actions(button("a", { text: plain(words(76)) }))], "/text/text"],
  ["a value of 2001", [actions(button("a", { value: words(2_001) }))], "/value"],
  ["an action id of 256", [actions(button(words(256)))], "/action_id"],
  ["the same action id twice", [actions(button("a"), button("a"))], "already exists"],
  ["a URL that is none", [actions(button("a", { url: "docs" }))], "/url"],
  [
    "11 elements of context",
    [{ type: "context", elements: Array(11).fill(plain("x")) }],
    "/elements",
  ],
  ["mrkdwn in a header", [{ type: "header", text: { type: "mrkdwn", text: "x" } }], "/text/type"],
  ["a header of 151", [{ type: "header", text: plain(words(151)) }], "/text/text"],
  ["101 rows", [{ type: "table", rows: Array.from({ length: 101 }, () => [cell]) }], "/rows"],
  ["21 columns", [{ type: "table", rows: [Array(21).fill(cell)] }], "/rows/0"],
  ["two tables", Array(2).fill({ type: "table", rows: [[cell]] }), "only_one_table"],
  [
    "Markdown of 12,001 in two",
    [
      { type: "markdown", text: words(6_001) },
      { type: "markdown", text: words(6_000) },
    ],
    "12001",
  ],
  ["the same block id twice", Array(2).fill({ type: "divider", block_id: "d" }), "unique"],
  ["a select without options", [actions({ type: "static_select", action_id: "s" })], "/elements/0"],
])("%s is refused", (_, blocks, where) => {
  expect(checkBlocks(blocks, "message").join("\n")).toContain(where);
});

test("a modal's own limits", () => {
  const modal = { type: "modal", title: plain("Add"), submit: plain("Add"), blocks: [input] };
  const { submit: _, ...mute } = modal;
  expect(checkView(modal, "modal")).toEqual([]);
  expect(checkView(mute, "modal").join()).toContain("submit");
  expect(checkView({ ...modal, title: plain(words(25)) }, "modal").join()).toContain("/title");
  const metadata = { ...modal, private_metadata: words(3_001) };
  expect(checkView(metadata, "modal").join()).toContain("private_metadata");
  expect(checkView({ ...modal, blocks: Array(101).fill(input) }, "modal")).toHaveLength(1);
  expect(checkView({ ...modal, blocks: [feedback] }, "modal")).toHaveLength(1);
  expect(checkView({ type: "home", blocks: [section("x")] }, "home")).toEqual([]);
  expect(checkView({ type: "home", title: plain("x"), blocks: [] }, "home")).toHaveLength(1);
});

test("a stream's pieces", () => {
  const task = { type: "task_update", id: "1", title: "Search", status: "complete" };
  expect(checkChunks([task, { type: "markdown_text", text: "x" }]).problems).toEqual([]);
  expect(checkChunks([{ ...task, status: "done" }]).problems).toHaveLength(1);
  expect(checkChunks([{ type: "markdown_text", text: words(12_001) }]).problems).toHaveLength(1);
  expect(checkChunks([{ type: "blocks", blocks: [section("")] }]).problems).toHaveLength(1);
});
