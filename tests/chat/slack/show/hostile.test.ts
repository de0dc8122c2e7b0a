import { afterAll, beforeAll, expect, test } from "vitest";
import { safeHref } from "../../../../src/chat/web/markdown/blocks.ts";
import { blocksToPlain } from "../../../../src/chat/web/markdown/blocks-to-plain.ts";
import { readAnswerText } from "../../../../src/chat/web/markdown/read-answer-text.ts";
import { notifiedBy } from "../../../counterparts/slack/events/notified.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { bare, shownWords } from "./shown-words.ts";
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
