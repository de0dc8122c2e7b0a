import { Marked, type Token } from "marked";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blocksToPlain } from "../../../../src/chat/slack/show/render/markdown/blocks-to-plain.ts";
import { readAnswerText } from "../../../../src/chat/slack/show/render/markdown/text-to-markdown.ts";
import { safeHref } from "../../../../src/chat/web/markdown/blocks.ts";
import { notifiedBy } from "../../../counterparts/slack/events/notified.ts";
import { hostileTexts } from "./hostile-texts.ts";
import {
  answer,
  botMessages,
  callsOf,
  citation,
  eventsOf,
  type Stage,
  startShow,
} from "./start-show.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startShow();
});
afterAll(() => stage.slack.close());

const marked = new Marked({ gfm: true });

/** Everything that a reader of Markdown would show as words. */
function shownWords(markdown: string): { words: string; links: string[] } {
  const links: string[] = [];
  const walk = (tokens: Token[]): string =>
    tokens
      .map((token): string => {
        if (token.type === "link") links.push(token.href);
        if (token.type === "table") {
          const rows = [token.header, ...token.rows] as { tokens: Token[] }[][];
          return rows.map((row) => row.map((cell) => walk(cell.tokens)).join("|")).join("\n");
        }
        if (token.type === "list") return token.items.map((i: Token) => `•${walk([i])}`).join("");
        if (token.type === "code" || token.type === "codespan") return token.text;
        if ("tokens" in token && token.tokens) return walk(token.tokens);
        if (["space", "hr", "br"].includes(token.type)) return " ";
        return "text" in token ? String(token.text) : token.raw;
      })
      .join("");
  return { words: walk(marked.lexer(markdown)), links };
}

function entitiesOf(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Letters and signs alone: lists' numbers and bullets are markup here and words there. */
function bare(text: string): string {
  const words = entitiesOf(text).toWellFormed().replaceAll("\0", "");
  return words.replaceAll(/[\s\u2060•|]+|\d+\.(?=\s|$)/g, "");
}

test("300 hostile or odd texts come back as they were, link nowhere else and ring nobody", async () => {
  const addresses = new Set([1, 2].map((n) => safeHref(citation(n).url)));
  const rooms = ["#help", "#website", "#general", "#people-team"];
  const places = rooms.map(
    (room) =>
      stage.ask("olga", "#general") && stage.ask(room === "#website" ? "amy" : "olga", room),
  );
  const broken: string[] = [];
  for (const [i, text] of hostileTexts(300).entries()) {
    const cites = [citation(1, { title: text.slice(0, 300), path: text }), citation(2)];
    const outcome = (["answered", "not-found", "clarify", "failed"] as const)[i % 4] ?? "answered";
    const nearest = [
      { title: text, url: "https://docs.test/x|y>z", documentId: "d", source: text },
    ];
    const warnings = [{ kind: "conflict" as const, text: text || "odd" }];
    const given = answer({
      outcome,
      text,
      citations: cites,
      nearest,
      warnings,
      choices: [text, "b"],
      searchedFor: text,
    });
    const place = places[i % places.length];
    if (place === undefined) throw new Error("no place");
    // Without waiting: pacing has tests of its own.
    const deps = stage.restarted();
    await stage.show(place, given, { events: eventsOf(given, i % 8 === 0 ? 20 : 0), deps });
    const message = botMessages(stage, place.roomId).at(-1);
    const rung = notifiedBy(stage.slack.world, message?.text ?? "", message?.blocks);
    if (rung.length > 0) broken.push(`rings: ${JSON.stringify(text)}`);
    const markdown = String(message?.blocks?.[0]?.text);
    const { words, links } = shownWords(markdown);
    if (links.some((link) => !addresses.has(link) && !link.startsWith("mailto:"))) {
      broken.push(`links to ${links}: ${JSON.stringify(text)}`);
    }
    if (outcome === "answered" && text.trim() !== "") {
      const expected = bare(blocksToPlain(readAnswerText(text, cites)));
      if (expected !== "" && bare(words) !== expected)
        broken.push(`${JSON.stringify(text)}\n  ${bare(words)}\n  ${expected}`);
    }
  }
  expect(broken).toEqual([]);
  expect(callsOf(stage, "chat.startStream").length).toBeGreaterThan(20);
  expect(stage.slack.world.complaints).toEqual([]);
}, 20_000);
