import { expect, test } from "vitest";
import type { AdminItem } from "../../../../src/chat/admin-reply.ts";
import { renderReply } from "../../../../src/chat/slack/commands/render-reply.ts";
import { renderHome } from "../../../../src/chat/slack/home/render-home.ts";
import type { Block } from "../../../counterparts/slack/blocks/block.ts";
import { checkView } from "../../../counterparts/slack/blocks/check-view.ts";

const problemsOf = (blocks: unknown[]) => checkView({ type: "home", blocks }, "home");
const list = (items: AdminItem[], title = "Things") =>
  ({ type: "list", title, items, none: "" }) as const;

test("a home of any length has room, and says what is left out", () => {
  const buttons = Array.from({ length: 7 }, (_, n) => ({ label: `B${n}`, command: `c ${n}` }));
  const lines = ["€".repeat(600), "€".repeat(600)];
  for (const many of [0, 1, 40, 500]) {
    const short = Array.from({ length: many }, (_, n) => ({ title: `T${n}`, lines: [], buttons }));
    const long = short.map((item) => ({ ...item, lines }));
    for (const items of [short, long]) {
      const blocks = renderHome({ parts: [{ type: "text", text: "Hello" }, list(items)] });
      expect(problemsOf(blocks)).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThan(250_000);
      expect(JSON.stringify(blocks).includes("more than fits")).toBe(many > 1);
    }
  }
});

test("no two buttons are called the same, and no words are markup", () => {
  const evil = "<!channel> *bold* <https://evil.test|here> `code` @here\u0000";
  const button = { label: evil, command: `do ${evil}`, confirm: evil };
  const item = { title: evil, lines: [evil], url: "javascript:alert(1)", buttons: [button] };
  const blocks = renderHome({
    parts: [{ type: "text", text: evil }, list([item], evil), list([item])],
  }) as Block[];
  expect(problemsOf(blocks)).toEqual([]);
  expect(JSON.stringify(blocks)).not.toMatch(/mrkdwn|"type":"link"/);
  const ids = blocks.flatMap(({ elements }) =>
    ((elements ?? []) as { action_id?: string }[]).flatMap(({ action_id }) => action_id ?? []),
  );
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
});

test("what turns text round or hides in it does not reach a screen", () => {
  const title = "\u202Enimda\u202C \u2066x\u2069\u200B\uFEFF 👨\u200D👩\u200D👧 می\u200Cخواهم";
  const home = {
    parts: [{ type: "text" as const, text: title }, list([{ title, lines: [title] }], title)],
  };
  const shown = JSON.stringify(renderHome(home));
  expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/);
  expect(shown).toContain("nimda x 👨\u200D👩\u200D👧 می\u200Cخواهم");
  const { text } = renderReply(home);
  expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
});
