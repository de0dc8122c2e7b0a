import { expect, test } from "vitest";
import type { Answer, Evidence } from "../../src/answer/answer.ts";
import { emptyAnswer } from "../../src/answer/empty-answer.ts";
import type { AnswersRun } from "../../src/evaluation/evaluate-answers.ts";
import type { JudgedAnswer } from "../../src/evaluation/judged-answer.ts";
import type { AnswerCase } from "../../src/evaluation/read-dataset.ts";
import { renderAnswersPage } from "../../src/evaluation/report/answers-page.ts";
import { summarizeAnswers } from "../../src/evaluation/summarize-answers.ts";

interface Told {
  question?: Partial<AnswerCase>;
  answer?: Partial<Answer>;
  dropped?: Evidence["dropped"];
}

let asked = 0;

/** An answerable question that was answered as expected, unless said otherwise. */
function judge({ question, answer, dropped = [] }: Told = {}): JudgedAnswer {
  asked += 1;
  const id = `q${asked}`;
  const text = "Everybody gets 28 days.";
  return {
    question: {
      id,
      question: `How many days, ${id}?`,
      answers: ["28 days"],
      doc_ids: ["leave.md"],
      answerable: true,
      history: [],
      ...question,
    },
    answer: {
      ...emptyAnswer(id, "answered"),
      text: "Everybody gets 28 days [1].",
      citations: [citation({})],
      sentences: [{ text, citations: [1] }],
      model: "openai/tester",
      ...answer,
    },
    evidence: { searchedFor: "", considered: [passage("leave.md")], dropped, support: undefined },
  };
}

function citation(change: Partial<Answer["citations"][number]>): Answer["citations"][number] {
  const passage = "Everybody gets 28 days.";
  const where = { documentId: "leave.md", source: "handbook", title: "Leave", path: "leave.md" };
  const shown = {
    quote: passage,
    quotes: [passage],
    passage,
    url: "https://example.com/leave",
    updatedAt: null,
  };
  return { n: 1, ...where, headings: [], ...shown, ...change };
}

function passage(documentId: string): Evidence["considered"][number] {
  const scores = { score: 1, keyword: 1, vector: undefined };
  return { source: "s", documentId, title: "T", headings: [], ...scores, used: true, hash: "h" };
}

function render(judged: JudgedAnswer[]): { page: string; run: AnswersRun } {
  const run: AnswersRun = {
    report: summarizeAnswers(judged),
    judged,
    writer: "openai/tester",
    promptVersion: "answer@3#abc",
    embedder: undefined,
  };
  const about = { questions: "/data/set/qa.jsonl", corpus: "/data/set/corpus.jsonl" };
  return { page: renderAnswersPage(run, { ...about, madeAt: 1_800_000_000_000 }), run };
}

/** The section of one kind of failure. */
function sectionOf(page: string, id: string): string {
  const start = page.indexOf(`<section id="${id}"`);
  expect(start).toBeGreaterThan(0);
  return page.slice(start, page.indexOf("</section>", start));
}

/** How many the heading says there are, and how many are shown. */
function counts(page: string, id: string): [said: number, shown: number] {
  const section = sectionOf(page, id);
  const said = Number(/<h2[^>]*>[^<]*<span class="count">(\d+)</.exec(section)?.[1]);
  expect(page).toContain(`<a href="#${id}">`);
  return [said, section.split('<details class="example">').length - 1];
}

const refused: Partial<Answer> = {
  outcome: "not-found",
  text: "",
  citations: [],
  sentences: [],
};
const unanswerable = { answerable: false, answers: [], doc_ids: [] };

test("each kind holds what belongs to it, and the figures are those of the JSON report", () => {
  const { page, run } = render([
    judge(),
    judge({ answer: refused }),
    judge({ answer: refused }),
    judge({ question: { answers: ["30 June"] } }),
    judge({ question: { doc_ids: ["pay.md"] } }),
    judge({ question: unanswerable }),
    judge({ question: unanswerable, answer: refused }),
    judge({ answer: { ...refused, outcome: "clarify", choices: ["Annual", "Parental"] } }),
    judge({ answer: { outcome: "degraded" } }),
    judge({ answer: { ...refused, outcome: "failed", traceId: "trace-1" } }),
    judge({
      dropped: [
        { text: "It snows.", reason: "Not in the passage." },
        { text: "It rains.", reason: "Not in the passage." },
        { text: "It is 29.", reason: "Another number." },
      ],
    }),
  ]);
  expect(Object.fromEntries(kinds().map((id) => [id, counts(page, id)]))).toEqual({
    refused: [2, 2],
    "other-answer": [1, 1],
    guessed: [1, 1],
    "other-document": [1, 1],
    dropped: [1, 1],
    "asked-back": [1, 1],
    broken: [2, 2],
  });
  const { answerable, unanswerable: without, citations } = run.report;
  expect(answerable).toMatchObject({ n: 9, falseRefusal: 0.2222 });
  expect(counts(page, "refused")[0]).toBe(Math.round(answerable.falseRefusal * answerable.n));
  expect(counts(page, "guessed")[0]).toBe(Math.round((1 - without.refused) * without.n));
  const shown = [...page.matchAll(/class="value">([\d.]+)\u00a0%/g)].map(([, value]) => value);
  const { answered, accepted, falseRefusal } = answerable;
  const rates = [answered, accepted, falseRefusal, without.refused];
  expect(shown).toEqual(
    [...rates, citations.precision, citations.recall].map((rate) => (rate * 100).toFixed(1)),
  );
  expect(page).toContain("answer@3#abc");
  expect(sectionOf(page, "asked-back")).toContain("Parental");
  expect(sectionOf(page, "broken")).toContain("trace-1");
  const dropped = sectionOf(page, "dropped");
  expect(dropped).toContain("3 sentences of 1 answers");
  expect(dropped).toMatch(/<td class="number">2<\/td><td dir="auto">Not in the passage\.</);
  expect(dropped).toContain("It snows.");
});

test("kinds that nothing belongs to say so, also when nothing was asked", () => {
  for (const { page } of [render([judge()]), render([])]) {
    for (const id of kinds()) {
      expect(counts(page, id)).toEqual([0, 0]);
      expect(sectionOf(page, id)).toContain("None.");
    }
  }
  expect(render([]).page.split("none was asked").length - 1).toBe(4);
});

test("of many, ten are shown, from the first to the last", () => {
  const { page } = render(Array.from({ length: 37 }, () => judge({ answer: refused })));
  expect(counts(page, "refused")).toEqual([37, 10]);
  const section = sectionOf(page, "refused");
  expect(section).toContain("10 of 37 are shown");
  const ids = [...section.matchAll(/<code>q(\d+)<\/code>/g)].map(([, n]) => Number(n) - asked + 37);
  expect(ids).toEqual([1, 4, 8, 12, 15, 19, 23, 26, 30, 34]);
});

test("the slowest come first, with where their time went, and usage is summed", () => {
  const timed = (total: number) => ({ retrieve: 1, write: total - 3, check: 2, model: 0, total });
  const usage = { calls: 1, inputTokens: 1_500, outputTokens: 20, costUsd: 0.002 };
  const { page } = render([
    judge({ answer: { timingsMs: timed(20), usage } }),
    judge({ answer: { timingsMs: timed(4_321), usage } }),
  ]);
  const slowest = sectionOf(page, "slowest");
  expect(slowest.indexOf("4,321")).toBeLessThan(slowest.indexOf(">20<"));
  expect(slowest).toContain("4,318");
  expect(page).toContain("2 calls, 3,000 tokens in, 40 out, $0.0040");
});

const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  "</style></title></details></main><iframe src=https://evil.example>",
  "<!-- & &lt;b&gt; ]]> <a href='javascript:alert(1)'>",
].join(" ");

test("no text of questions, answers or documents becomes markup, wherever it stands", () => {
  const bad = HOSTILE;
  const answer: Partial<Answer> = {
    text: bad,
    searchedFor: `${bad}?`,
    citations: [citation({ title: bad, documentId: bad, quote: bad, url: `javascript:${bad}` })],
    choices: [bad],
    warnings: [{ kind: "old", text: bad }],
    model: bad,
    traceId: bad,
  };
  const history = [{ role: "user" as const, text: bad }];
  const question = { question: bad, answers: [bad], doc_ids: [bad], history, as: [bad], id: bad };
  const dropped = [{ text: bad, reason: bad }];
  const everywhere = (["answered", "not-found", "clarify", "failed"] as const).map((outcome) => {
    const one = judge({ question, answer: { ...answer, outcome }, dropped });
    const considered = [{ ...passage(bad), title: bad, headings: [bad] }];
    return { ...one, evidence: { searchedFor: "", considered, dropped, support: undefined } };
  });
  const { run } = render(everywhere);
  const about = { questions: bad, corpus: bad, madeAt: 0 };
  const strange = { ...run, writer: bad, promptVersion: bad, embedder: bad };
  const page = renderAnswersPage(strange, about);

  const body = page.slice(page.indexOf("</style>") + "</style>".length);
  const allowed =
    /<\/?(?:head|body|html|header|main|section|nav|h1|h2|p|sup|a|ul|ol|li|dl|dt|dd|div|span|code|strong|del|blockquote|details|summary|svg|rect|table|caption|thead|tbody|tr|th|td)(?: (?:id|class|dir|href|scope|data-step|viewBox|preserveAspectRatio|aria-[a-z]+|x|y|width|height)="[^"<>]*")*\/?>/g;
  expect(body.replace(allowed, "")).not.toMatch(/[<>]/);
  expect(body).not.toMatch(/<[^>]*(?:javascript:|https?:)/);
  expect(page).not.toMatch(/<script|<img|<iframe|<link/i);
  expect(page.match(/<style/g)).toHaveLength(1);
  expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none/);
  const shown = body
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
  expect(shown.split(HOSTILE).length).toBeGreaterThan(20);
});

function kinds(): string[] {
  const named = ["refused", "other-answer", "guessed", "other-document"];
  return [...named, "dropped", "asked-back", "broken"];
}
