import { expect, test } from "vitest";
import type { AdminItem } from "../../../../src/chat/admin-reply.ts";
import { renderReply } from "../../../../src/chat/slack/commands/render-reply.ts";
import { checkBlocks } from "../../../counterparts/slack/blocks/check-blocks.ts";
import { hostileTexts } from "../show/hostile-texts.ts";

test("300 odd texts in every place of a reply make blocks that Slack takes, and no markup", () => {
  for (const text of hostileTexts(300)) {
    const item: AdminItem = {
      title: text,
      state: "ok",
      url: text,
      lines: [text, `${text} ${text}`],
      buttons: [{ label: text, command: `sources status ${text}`, confirm: text, style: "danger" }],
    };
    const list = { type: "list" as const, title: text, items: [item, item], none: text };
    const reply = { parts: [{ type: "text" as const, text }, list, { ...list, items: [] }] };
    const { blocks, text: fallback } = renderReply(reply);
    expect(checkBlocks(JSON.parse(JSON.stringify(blocks)), "message")).toEqual([]);
    // Whatever people typed stands in texts that Slack does not read as markup.
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"mrkdwn"/);
    expect(fallback).not.toMatch(/<[@!#]/);
  }
});

test("what is too long for one message is cut at a whole item, and that is said", () => {
  const items = Array.from({ length: 80 }, (_, i) => ({
    title: `source-${i}`,
    lines: Array.from({ length: 40 }, () => "a line of some length ".repeat(40)),
    buttons: Array.from({ length: 12 }, (__, b) => ({ label: `B${b}`, command: `c ${b}` })),
  }));
  const parts = [{ type: "list" as const, title: "Sources", items, none: "" }];
  const { blocks, text } = renderReply({ parts });
  expect(checkBlocks(JSON.parse(JSON.stringify(blocks)), "message")).toEqual([]);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(JSON.stringify(blocks.at(-1))).toContain("more than fits");
  expect(text.length).toBeLessThanOrEqual(4_000);
});

test("a long text is split at its lines", () => {
  const text = Array.from({ length: 400 }, (_, i) => `line ${i} of a long text`).join("\n");
  const { blocks } = renderReply({ parts: [{ type: "text", text }] });
  expect(checkBlocks(JSON.parse(JSON.stringify(blocks)), "message")).toEqual([]);
  const shown = blocks.map((block) =>
    "text" in block ? (block.text as { text: string }).text : "",
  );
  expect(shown.join("\n")).toBe(text);
});
