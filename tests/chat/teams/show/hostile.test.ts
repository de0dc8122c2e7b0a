import { afterAll, beforeAll, expect, test } from "vitest";
import { hostileTexts } from "../../slack/show/hostile-texts.ts";
import {
  answer,
  botMessages,
  citation,
  eventsOf,
  type Stage,
  showTo,
  startShow,
} from "./start-show.ts";

/** What means something to Teams alone. */
const OF_TEAMS = [
  "<at>Ana Lima</at>",
  '<at id="0">everyone</at>',
  "&lt;at&gt;Ana Lima&lt;/at&gt;",
  "`<at>Ana Lima</at>`",
  "```\n<at>Ana Lima</at>\n```",
  "<a\u200bt>Ana</at>",
  "< at>Ana</ at>",
  "{{DATE(2026-11-21T10:00:00Z, SHORT)}} {{TIME(2026-11-21T10:00:00Z)}}",
  "{\u200b{DATE(2026-11-21T10:00:00Z)}}",
  '<attachment id="x"></attachment><img src=x onerror=alert(1)>',
  "[x](https://teams.microsoft.com/l/message/evil)",
  "\\[x\\](https://evil.example)",
  "![x](https://evil.example/x.png)[1](https://evil.example)",
];

const TURNING = /[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/;

let stage: Stage;
beforeAll(async () => {
  stage = await startShow();
});
afterAll(() => stage.close());

/** Everything that is text on the wire, apart from ids of Footnote's own. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)(`+)(?!`)[\s\S]*?(?:(?<!`)\1(?!`)|$)/g, "");
}

test("300 hostile or odd texts mention nobody, link nowhere else and turn nothing round", async () => {
  const { world } = stage.teams;
  const rooms = ["Help", "Lunch", "@ana"];
  const places = rooms.map((where) => stage.ask("ana", where));
  const broken: string[] = [];
  for (const [i, text] of [...OF_TEAMS, ...hostileTexts(300 - OF_TEAMS.length)].entries()) {
    const cites = [
      citation(1, { title: text, path: text, quote: text, source: text, url: text }),
      citation(2, { title: text.slice(0, 300) }),
    ];
    const outcome = (["answered", "not-found", "clarify", "failed"] as const)[i % 4] ?? "answered";
    const url = "https://docs.example/x|y>z";
    const given = answer({
      ...{ outcome, text: `${text} [1] [2]`, citations: cites, searchedFor: text },
      nearest: [{ title: text, url, documentId: "d", source: text }],
      warnings: [{ kind: "conflict", text: text || "odd" }],
      choices: [text, "b"],
    });
    const where = i % 3;
    const place = places[where];
    if (place === undefined) throw new Error("no place");
    const isAlone = where === 0 && i % 5 === 0;
    const events = where === 2 ? endOf(given) : eventsOf(given);
    await showTo(stage, isAlone ? { ...place, onlyTo: place.askedBy } : place, given, {
      events,
      // Without waiting: pacing has tests of its own.
      by: stage.restarted(),
    });
    const messages = botMessages(stage, isAlone ? "@ana" : (rooms[where] ?? "")).slice(-2);
    const activity = messages.map((message) => message.activity);
    const words = textsOf(activity);
    if (words.some((one) => /<\/?at\b/i.test(one)))
      broken.push(`mentions: ${JSON.stringify(text)}`);
    if (words.some((one) => TURNING.test(one))) broken.push(`turns: ${JSON.stringify(text)}`);
    if (words.some((one) => !one.isWellFormed() || one.includes("\u0000"))) {
      broken.push(`cannot be sent: ${JSON.stringify(text)}`);
    }
    const prose = withoutCode(messages.map((message) => message.text).join("\n\n"));
    if (/<[a-z/!?]/i.test(prose)) broken.push(`tags: ${JSON.stringify(text)}`);
    const links = [...prose.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, link]) => link ?? "");
    const isOurs = (link: string) => link.startsWith("https://teams.microsoft.com/l/message/");
    if (links.some((link) => !isOurs(link)) || /(?<!`)https?:\/\/evil/i.test(prose)) {
      broken.push(`links: ${JSON.stringify(text)}\n  ${prose}`);
    }
    const wire = JSON.stringify(activity);
    if (/"url":"(?!https?:)/.test(wire)) broken.push(`leads elsewhere: ${JSON.stringify(text)}`);
    if (/\{\{(?:DATE|TIME)/.test(JSON.stringify(activity.map((one) => one?.attachments))))
      broken.push(`computes: ${JSON.stringify(text)}`);
  }
  expect(broken).toEqual([]);
  expect(world.complaints).toEqual([]);
}, 60_000);

async function* endOf(given: ReturnType<typeof answer>) {
  yield { type: "finished" as const, answer: given };
}
