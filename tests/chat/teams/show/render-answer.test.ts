import { expect, test } from "vitest";
import { teamsVerbs } from "../../../../src/chat/teams/actions.ts";
import type { OutgoingActivity } from "../../../../src/chat/teams/connect/teams-connector.ts";
import { answerMarkdown } from "../../../../src/chat/teams/show/render/markdown/answer-markdown.ts";
import { textToMarkdown } from "../../../../src/chat/teams/show/render/markdown/teams-markdown.ts";
import { renderAnswer } from "../../../../src/chat/teams/show/render/render-answer.ts";
import type { Shown } from "../../../../src/chat/teams/show/render/shown.ts";
import { checkMessage } from "../../../counterparts/teams/checks/check-message.ts";
import { answer, citation } from "./start-show.ts";

const room: Shown = {
  to: "room",
  place: "channel",
  isPlayground: false,
  intro: undefined,
  now: Date.now(),
};

function markdownOf(text: string): string {
  return answerMarkdown(text, [citation(1), citation(2)]).text;
}

/** The largest versions of text and card, as JSON; all of them have to please Teams. */
function everything(given: ReturnType<typeof answer>, shown: Shown = room): string {
  const { text, card } = renderAnswer(given, shown);
  for (const version of [...text, ...card]) {
    expect(checkMessage({ ...version }, () => false)).toEqual({ refused: [], ugly: [] });
  }
  return JSON.stringify([text[0], card[0]]);
}

function citationsOf({ entities }: OutgoingActivity): { position: number }[] {
  return (entities?.[0]?.citation ?? []) as { position: number }[];
}

test("Markdown that Teams shows: headings are bold, tables are lists, rules and pictures go", () => {
  expect(markdownOf("# Leave **now**\n\nTen *days*.\n\n---\n\nMore.")).toBe(
    "**Leave now**\n\nTen *days*.\n\nMore.",
  );
  expect(markdownOf("| a | b |\n|---|---|\n| x\\|y | `c` |\n| | 2 |")).toBe(
    "- a: x\\|y · b: `c`\n- b: 2",
  );
  expect(markdownOf("1. one\n   - two\n2. four")).toBe("1. one\n   - two\n2. four");
  expect(markdownOf("```sh\nrm -rf * # <at>all</at>\n```")).toBe(
    "```\nrm -rf * # <\u2060at>all<\u2060/at>\n```",
  );
  expect(markdownOf("![a cat](https://evil.example/x.png)")).toBe("\\[image: a cat\\]");
});

test("quoted rows that come one after the other only ever grow", () => {
  const first = markdownOf("Plan | Price\nBasic | 10 [1]");
  expect(first).toBe("- Plan: Basic · Price: 10 [1]");
  expect(markdownOf("Plan | Price\nBasic | 10 [1]\nTeam | 49 [2]\nSo [1].")).toBe(
    `${first}\n- Plan: Team · Price: 49 [2]\n\nSo [1].`,
  );
});

test("nothing of anybody's is a link, a tag or a mention", () => {
  expect(
    markdownOf("See [here](https://evil.example) or https://vpn.example/a_b [1], not [7]."),
  ).toBe("See here or `https://vpn.example/a_b` [1], not \\[7\\].");
  expect(markdownOf("<at>Ana</at> <b>x</b> &amp; <script>alert(1)</script>")).toBe(
    "&lt;at&gt;Ana&lt;/at&gt; &lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;",
  );
  expect(markdownOf("a\u202Eb\u200Bc\u0007d")).toBe("abcd");
});

test("only citations that stand in the text are sent along, ten at most, each short", () => {
  const citations = Array.from({ length: 14 }, (_, i) =>
    citation(i + 1, {
      title: `T${"t".repeat(200)}`,
      quote: "Many whole words and none of them cut. ".repeat(9),
      source: "s".repeat(90),
      url:
        i === 0 ? "javascript:alert(1)" : i === 2 ? "mailto:a@b.example" : `https://d.example/${i}`,
    }),
  );
  const text = `First [3], then [1]. ${Array.from({ length: 12 }, (_, i) => `S [${i + 3}].`).join(" ")}`;
  const [whole] = renderAnswer(answer({ text, citations }), room).text;
  if (whole === undefined) throw new Error("nothing was rendered");
  expect(citationsOf(whole).map(({ position }) => position)).toEqual([
    3, 1, 4, 5, 6, 7, 8, 9, 10, 11,
  ]);
  expect(whole.text).toContain("S [11]. S \\[12\\].");
  const wire = JSON.stringify(whole.entities);
  expect(wire).not.toMatch(/javascript|mailto/);
  expect(wire).toContain('"https://d.example/3"');
  expect(wire).toMatch(
    /"abstract":"Many whole words[^"]* (?:Many|whole|words|and|none|of|them|cut\.)…"/,
  );
  everything(answer({ text, citations }));
});

test("each outcome is told for what it is", () => {
  const nearest = [
    { title: "Travel", url: "https://d.example/t", documentId: "t", source: "handbook" },
  ];
  const notFound = everything(answer({ outcome: "not-found", text: "", citations: [], nearest }));
  expect(notFound).toContain('"url":"https://d.example/t"');
  expect(notFound).toContain("Ask an expert");
  expect(notFound).not.toContain("AIGeneratedContent");
  const clarify = everything(
    answer({
      outcome: "clarify",
      text: "Which one?",
      citations: [],
      choices: ["Oslo", "y".repeat(200)],
    }),
  );
  expect(clarify).toContain(`"verb":"${teamsVerbs.choose}","data":{"answerId":`);
  expect(clarify).toContain('"choice":1');
  expect(clarify).toContain("y".repeat(200));
  expect(clarify).not.toContain("feedbackLoop");
  const degraded = everything(answer({ outcome: "degraded" }));
  expect(degraded).toContain("language model is away");
  expect(degraded).toContain("AIGeneratedContent");
  expect(
    everything(answer({ outcome: "busy", text: "", citations: [], retryAfterMs: 30_000 })),
  ).toContain("ask again in 30 seconds");
  const failed = everything(answer({ outcome: "failed", text: "", citations: [] }));
  expect(failed).toContain("Sorry");
  expect(failed).toContain("`trace-1`");
  expect(failed).not.toContain("feedbackLoop");
  const warnings = [{ kind: "conflict" as const, text: "Sources [1] and [2] disagree." }];
  expect(everything(answer({ warnings }))).toContain("⚠️ Sources [1] and [2] disagree.");
  expect(everything(answer({ isAmongGuests: true }))).toContain("people from outside are here");
  const by = { by: "<at>Rosa</at>", at: "2026-11-21T10:00:00.000Z" };
  const verified = everything(answer({ verified: by }));
  expect(verified).toContain("✅ Verified by <\u2060at>Rosa<\u2060/at> on 2026-11-21");
  // People stand for it.
  expect(verified).not.toContain("AIGeneratedContent");
  expect(verified).toContain('"position":1');
  expect(everything(answer({ shared: by }))).toContain("who was told this alone");
  expect(everything(answer({ stopped: { at: by.at } }))).toContain("Stopped: this is what");
});

test("what may be pressed depends on who reads it", () => {
  for (const outcome of [
    "answered",
    "not-found",
    "clarify",
    "degraded",
    "busy",
    "failed",
  ] as const) {
    const given = answer({ outcome });
    expect(everything(given)).toContain(teamsVerbs.askPrivately);
    expect(everything(given)).not.toContain(teamsVerbs.share);
    expect(everything(given, { ...room, to: "direct" })).not.toContain(teamsVerbs.askPrivately);
    const alone = everything(given, { ...room, to: "person", place: "chat" });
    expect(alone).not.toContain(teamsVerbs.askPrivately);
    expect(alone).toContain("Share with the chat");
  }
  expect(everything(answer({ citations: [] }), { ...room, to: "person" })).not.toContain("Share");
  const votes = everything(answer());
  expect(votes).toContain("Take my vote back");
  expect(votes).toContain('"id":"citation"');
  expect(everything(answer(), { ...room, isPlayground: true })).toContain('{"type":"default"}');
});

test("what hides in an address makes none, and an address of a source ends where it ends", () => {
  for (const hidden of ["https:\u2060//evil.example", "ww\ufeffw.evil.example"]) {
    expect(textToMarkdown(`see ${hidden} now`)).toMatch(/`[^`]*evil\.example`/);
  }
  const url = "https://x.example/a)[Sign in again](https://evil.example/";
  const { card } = renderAnswer(answer({ citations: [{ ...citation(1), url }] }), room);
  expect(card.at(-1)?.text).toContain("Sources");
  expect(card.at(-1)?.text).not.toMatch(/\)\[|\]\(https:\/\/evil/);
});
