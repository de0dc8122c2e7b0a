import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";
import { jsonLines, temporaryFolder, writeFiles } from "../support/temporary-folder.ts";

const footnote = createFootnote();

const CORPUS = [
  [
    "leave",
    "Annual leave",
    "Every employee gets 28 days of annual leave per year. Unused days expire on 31 March.",
  ],
  [
    "vpn",
    "VPN",
    "Install the Tunnelwart client from the portal. The gateway wants your badge number.",
  ],
  [
    "laptops",
    "Laptops",
    "Laptops are replaced every four years. A stolen laptop is reported within 24 hours.",
  ],
  ["canteen", "Canteen", "Lunch costs 4 EUR in the canteen. The canteen closes at 14:00."],
].map(([_id, title, text]) => ({ _id, title, text }));

test("eval retrieval: the metrics of a tiny set are those computed by hand", async () => {
  const directory = writeFiles(temporaryFolder("retrieval"), {
    "corpus.jsonl": jsonLines(CORPUS),
    "queries.jsonl": jsonLines([
      { _id: "q1", text: "Tunnelwart badge" },
      { _id: "q2", text: "stolen laptop" },
      // Says nothing by itself; its history does.
      {
        _id: "q3",
        text: "When does it close?",
        history: [{ speaker: "user", text: "canteen lunch" }],
      },
      { _id: "q4", text: "zeppelin quixotic" },
      { _id: "unjudged", text: "leave" },
    ]),
    // q2 has a second relevant page that no word of it names, so it cannot be found.
    "qrels.tsv":
      "query-id\tcorpus-id\tscore\nq1\tvpn\t1\nq2\tlaptops\t1\nq2\tvpn\t1\nq3\tcanteen\t1\nq4\tleave\t1\n",
  });
  const run = join(directory, "run.tsv");
  const report = await footnote.json<Record<string, number>>(
    "eval",
    "retrieval",
    directory,
    "--run",
    run,
  );
  // q2 finds one of two, at rank 1: 1 / (1 + 1 / log2 3) = .6131; q4 finds nothing.
  const metrics = {
    queries: 4,
    "ndcg@10": round((1 + 0.613147 + 1 + 0) / 4),
    "recall@5": 0.625,
    "recall@10": 0.625,
    "recall@20": 0.625,
    "mrr@10": 0.75,
    "allGold@10": 0.5,
  };
  const ms = expect.any(Number);
  // The baseline reads the last turn alone: "close" is not a word of "closes at 14:00" but its stem.
  expect(report).toEqual({ ...metrics, bm25: metrics, p50Ms: ms, p95Ms: ms });
  const lines = readFileSync(run, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  expect(lines.map(([query, document, rank]) => `${query} ${document} ${rank}`)).toEqual([
    "q1 vpn 1",
    "q2 laptops 1",
    "q3 canteen 1",
  ]);
  expect(lines.every(([, , , score]) => Number(score) > 0)).toBe(true);
});

test("eval answers: rates, citations and words of a tiny set", async () => {
  const ask = (id: string, question: string, answers: string[], doc_ids: string[]) => ({
    id,
    question,
    answers,
    doc_ids,
    answerable: doc_ids.length > 0,
  });
  const directory = writeFiles(temporaryFolder("answers"), {
    "corpus.jsonl": jsonLines(CORPUS),
    "qa.jsonl": jsonLines([
      ask("a1", "How many days of annual leave do I get?", ["28 days"], ["leave"]),
      ask("a2", "When are laptops replaced?", ["every 4 years", "every four years"], ["laptops"]),
      // Answered, but not with what was asked for, and from another page than the gold one.
      ask("a3", "When does annual leave expire?", ["30 June"], ["vpn"]),
      ask("a4", "Which zeppelin does the quixotic admiral prefer?", ["none"], ["canteen"]),
      ask("u1", "What does the chief executive earn?", [], []),
    ]),
  });
  const page = join(directory, "report.html");
  const report = await footnote.json<Record<string, unknown>>(
    ...["eval", "answers", directory, "--report", page],
  );
  const written = readFileSync(page, "utf8");
  expect(written).toContain("local/extractive");
  for (const figure of ["75.0", "50.0", "25.0", "66.7"]) expect(written).toContain(`>${figure}`);
  expect(written).toContain("Which zeppelin does the quixotic admiral prefer?");
  expect(report).toMatchObject({
    answerable: { n: 4, answered: 0.75, accepted: 0.5, falseRefusal: 0.25 },
    unanswerable: { n: 1, refused: 1 },
    citations: { precision: 1, recall: round(2 / 3) },
    ci95: { refused: [1, 1] },
  });
  const { words, ci95 } = report as {
    words: { mean: number };
    ci95: Record<string, [number, number]>;
  };
  expect(words.mean).toBeGreaterThan(5);
  expect(words.mean).toBeLessThan(20);
  for (const [low, high] of Object.values(ci95)) {
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(low).toBeLessThanOrEqual(high);
  }
});

test("eval freshness: after the sync the old value is gone and the new one is found", async () => {
  const page = (days: string) =>
    `# Annual leave\n\n## Entitlement\n\nEvery employee gets ${days} of annual leave per year. Part-time staff get a share of it.\n`;
  const edit = {
    id: "e1",
    path: "leave.md",
    title: "Annual leave",
    section: "Entitlement",
    cloze: "Every employee gets ____ of annual leave per year.",
    old_line: "Every employee gets 28 days of annual leave per year.",
    new_line: "Every employee gets 31 days of annual leave per year.",
    old_value: "28 days",
    new_value: "31 days",
  };
  const fresh = { "before/e1.md": page("28 days"), "after/e1.md": page("31 days") };
  const directory = writeFiles(temporaryFolder("freshness"), {
    ...fresh,
    "edits.jsonl": jsonLines([edit]),
  });
  expect(await footnote.json("eval", "freshness", directory)).toEqual({
    edits: 1,
    oldShownAfter: 0,
    newFoundAfter: 1,
  });

  // The figures can be bad: pages that did not change show the old value for ever.
  const stale = writeFiles(temporaryFolder("stale"), {
    "before/e1.md": page("28 days"),
    "after/e1.md": page("28 days"),
    "edits.jsonl": jsonLines([edit]),
  });
  expect(await footnote.json("eval", "freshness", stale)).toEqual({
    edits: 1,
    oldShownAfter: 1,
    newFoundAfter: 0,
  });
});

test("an evaluation leaves the sources of the data folder alone", async () => {
  expect(await footnote.json("sources", "list")).toEqual([]);
});

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
