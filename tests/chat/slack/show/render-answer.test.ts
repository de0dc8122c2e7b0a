import { expect, test } from "vitest";
import { voteReasons } from "../../../../src/chat/chat-platform.ts";
import { readVoteValue, reasonModal } from "../../../../src/chat/slack/actions.ts";
import { reasonModalView } from "../../../../src/chat/slack/show/reason-modal.ts";
import {
  messageBlocks,
  renderAnswer,
} from "../../../../src/chat/slack/show/render/render-answer.ts";
import type { Shown } from "../../../../src/chat/slack/show/render/shown.ts";
import { checkBlocks } from "../../../counterparts/slack/blocks/check-blocks.ts";
import { checkView } from "../../../counterparts/slack/blocks/check-view.ts";
import { answer, citation } from "./start-show.ts";

const room: Shown = { to: "room", threadId: "slack:T1:C1:1.1", now: Date.now() };

function markdownOf(text: string): string {
  return renderAnswer(answer({ text }), room).markdown;
}

function everything(given: ReturnType<typeof answer>, shown: Shown = room): string {
  const blocks = messageBlocks(renderAnswer(given, shown));
  expect(checkBlocks(blocks, "message")).toEqual([]);
  return JSON.stringify(blocks);
}

test("tables, nested lists, code, quotes and headings stay what they are", () => {
  expect(markdownOf("| a | b |\n|---|---|\n| x\\|y | `c` |")).toBe(
    "| a | b |\n| --- | --- |\n| x\\|y | `c` |",
  );
  expect(markdownOf("1. one\n   - two\n     - three\n2. four")).toBe(
    "1. one\n   - two\n     - three\n2. four",
  );
  expect(markdownOf("```sh\nrm -rf * # <!channel>\n```")).toBe(
    "```\nrm -rf * # <\u2060!channel>\n```",
  );
  expect(markdownOf("> **quoted** _text_")).toBe("> **quoted** *text*");
  expect(markdownOf("# Leave\n\nTen *days*.")).toBe("### Leave\n\nTen *days*.");
});

test("quoted rows below their columns' names are a table, and nothing else is", () => {
  const mark = "[[1]](https://docs.lakeside.test/leave-1)";
  expect(
    markdownOf("We have plans [1].\nPlan | Price\nBasic | 10 [1]\nTeam | 49 [1]\nSo [1]."),
  ).toBe(
    `We have plans ${mark}.\n\n| Plan | Price |\n| --- | --- |\n| Basic | 10 ${mark} |\n| Team | 49 ${mark} |\n\nSo ${mark}.`,
  );
  for (const text of [
    "Pipe it: ls | wc [1]",
    "Plan | Price\nBasic | 10 | 5 [1]",
    "Plan | Price\nBasic | 10",
    "Plan [1]\nBasic [1]",
  ]) {
    expect(markdownOf(text)).not.toContain("---");
  }
  expect(markdownOf("```\na | b\nc | d [1]\n```")).toBe("```\na | b\nc | d [1]\n```");
  const grown = markdownOf("Plan | Price\nBasic | 10 [1]");
  expect(markdownOf("Plan | Price\nBasic | 10 [1]\nTeam | 49 [1]\nSo [1].").startsWith(grown)).toBe(
    true,
  );
});

test("only citation marks are links; addresses are there to be copied", () => {
  const text = "See [here](https://evil.test) or https://vpn.test/a_b [1], not [7].";
  expect(markdownOf(text)).toBe(
    "See here or `https://vpn.test/a_b` [[1]](https://docs.lakeside.test/leave-1), not \\[7\\].",
  );
});

test("who stands for an answer is told, and their name rings nobody", () => {
  const verified = { by: "<!channel> *Rosa* @here", at: "2026-11-21T10:00:00.000Z" };
  const { below } = renderAnswer(answer({ verified }), room);
  const line = JSON.stringify(below.find((block) => JSON.stringify(block).includes("Verified")));
  expect(line).toContain("✅ Verified by <!channel> *Rosa* @here on 2026-11-21");
  // Plain text: Slack reads neither mentions nor marks in it.
  expect(line).toContain('"type":"plain_text"');
  expect(everything(answer({}))).not.toContain("Verified");
});

test("each outcome is told for what it is", () => {
  const nearest = [
    { title: "Travel", url: "https://d.test/t", documentId: "t", source: "handbook" },
  ];
  const notFound = everything(answer({ outcome: "not-found", text: "", citations: [], nearest }));
  expect(notFound).toContain("<https://d.test/t|Travel>");
  expect(notFound).toContain("Ask an expert");
  const clarify = everything(
    answer({
      outcome: "clarify",
      text: "Which one?",
      citations: [],
      choices: ["Oslo", "y".repeat(200)],
    }),
  );
  expect(clarify).toContain('"action_id":"choose:1"');
  expect(clarify).toContain("y".repeat(200));
  expect(everything(answer({ outcome: "degraded" }))).toContain("language model is away");
  expect(
    everything(answer({ outcome: "busy", text: "", citations: [], retryAfterMs: 30_000 })),
  ).toContain("ask again in 30 seconds");
  const failed = everything(answer({ outcome: "failed", text: "", citations: [] }));
  expect(failed).toContain("Sorry");
  expect(failed).toContain("`trace-1`");
  expect(failed).not.toContain("feedback_buttons");
  const warnings = [{ kind: "old" as const, text: "Source [1] is three years old." }];
  expect(everything(answer({ warnings }))).toContain("three years old");
});

test("Ask privately is under every reply in a room, and under none elsewhere", () => {
  for (const outcome of [
    "answered",
    "not-found",
    "clarify",
    "degraded",
    "busy",
    "failed",
  ] as const) {
    const given = answer({ outcome });
    expect(everything(given)).toContain("ask-privately");
    expect(everything(given, { ...room, to: "direct" })).not.toContain("ask-privately");
    expect(everything(given, { ...room, to: "person-in-room" })).not.toContain("ask-privately");
  }
});

test("long answers and many sources stay within Slack's limits, and say what is left out", () => {
  const sentence = "This is one of very many sentences about leave [1]. ";
  for (const text of [
    `${sentence.repeat(12)}\n\n`.repeat(60),
    sentence.repeat(700),
    "x".repeat(40_000),
  ]) {
    const citations = Array.from({ length: 80 }, (_, i) =>
      citation(i + 1, {
        title: "&".repeat(900),
        path: "&".repeat(900),
        url: `https://d.test/${"a".repeat(1_150)}?n=${i}`,
      }),
    );
    const warnings = Array.from({ length: 40 }, () => ({
      kind: "old" as const,
      text: "w".repeat(5_000),
    }));
    const given = answer({ text, citations, warnings });
    const blocks = messageBlocks(renderAnswer(given, room));
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(checkBlocks(blocks, "message")).toEqual([]);
    expect(renderAnswer(given, room).text.length).toBeLessThanOrEqual(4_000);
    expect(renderAnswer(given, room).markdown).toContain("longer than Slack shows");
    expect(JSON.stringify(blocks)).toContain("and 65 more sources");
  }
});

test("the modal that asks why is accepted and carries the vote", () => {
  const target = { answerId: "slack:T1:C1:1.1", citation: 2, vote: "down" as const };
  const view = reasonModalView(target);
  expect(checkView(view, "modal")).toEqual([]);
  expect(readVoteValue(view.private_metadata ?? "")).toEqual(target);
  expect(view.callback_id).toBe(reasonModal.callbackId);
  for (const reason of voteReasons) expect(JSON.stringify(view)).toContain(`"${reason}"`);
});
