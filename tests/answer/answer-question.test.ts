import { expect, test } from "vitest";
import { extractiveWriter } from "../../src/models/local/extractive-writer.ts";
import { ModelError, type Writer } from "../../src/models/models.ts";
import { containsSentence } from "../../src/text/split-sentences.ts";
import { ask } from "./ask.ts";

test("an answer quotes its sources, and what was shown adds up to it", async () => {
  const { answer, shown, evidence } = await ask("How many days of annual leave do I have?");
  expect(answer.outcome).toBe("answered");
  expect(answer.text).toContain("27 days of annual leave a year [1].");
  expect(answer.citations[0]).toMatchObject({ n: 1, documentId: "leave.md", source: "handbook" });
  expect(answer.citations[0]?.url).toBe("https://footnote.example/handbook/leave.md");
  for (const sentence of answer.sentences) {
    const quotes = answer.citations.filter((c) => sentence.citations.includes(c.n));
    expect(quotes.some((c) => containsSentence(c.quote, sentence.text))).toBe(true);
  }
  const pieces = shown.filter((step) => step.type === "sentence").map((step) => step.text);
  expect(pieces.join("")).toBe(answer.text);
  expect(evidence.considered[0]).toMatchObject({ documentId: "leave.md", used: true });
});

test("a quote is shown without hidden characters and without addresses of elsewhere", async () => {
  const question = "Where does everybody apply for the yearly ferry pass?";
  const { answer, shown } = await ask(question);
  expect(answer.text).toBe(
    "Everybody applies for the yearly ferry pass at (link in the source) before May [1].",
  );
  expect(answer.citations[0]?.quote).toContain("pass\u200b at https://passes.example/apply");
  expect(JSON.stringify(shown.map((step) => step.type === "sentence" && step.text))).not.toMatch(
    /passes\.example|\u200b/u,
  );
  const own = await ask(question, { ownDomains: ["passes.example"] });
  expect(own.answer.text).toBe(
    "Everybody applies for the yearly ferry pass at https://passes.example/apply before May [1].",
  );
});

test("what nobody wrote down is not found, and nothing of it is shown", async () => {
  const { answer, shown } = await ask("Who won the football world cup in 1998?");
  expect(answer).toMatchObject({ outcome: "not-found", text: "", citations: [] });
  expect(shown.some((step) => step.type === "sentence")).toBe(false);
});

test("a page that somebody may not open is neither answered from nor named", async () => {
  const question = "How large is the bonus pool for executives?";
  const refused = await ask(question);
  expect(refused.answer.outcome).toBe("not-found");
  expect(JSON.stringify(refused)).not.toContain("bonus.md");
  expect(JSON.stringify(refused)).not.toContain("400,000");
  const allowed = await ask(question, {}, ["everyone", "group:finance"]);
  expect(allowed.evidence.considered[0]?.documentId).toBe("bonus.md");
});

test("a question that fits two pages which differ by what it leaves out is asked back", async () => {
  const both: Writer = {
    ...extractiveWriter,
    async *write({ passages }) {
      for (const { n, text } of passages) if (text.includes("hotel")) yield `${text} [${n}]\n`;
    },
  };
  const { answer } = await ask("What are the hotel limits a night on a business trip?", {
    writer: both,
  });
  expect(answer.outcome).toBe("clarify");
  expect([...answer.choices].sort()).toEqual(["Hotel limits Asia", "Hotel limits Europe"]);
  expect(answer.text).toBe("");
});

test("without the writer the best passages are quoted, and marked as such", async () => {
  const away: Writer = {
    ...extractiveWriter,
    quotes: false,
    // biome-ignore lint/correctness/useYield: it fails before it writes anything
    async *write() {
      throw new ModelError("unavailable", "The model is away.");
    },
  };
  const { answer } = await ask("How many days of annual leave do I have?", { writer: away });
  expect(answer.outcome).toBe("degraded");
  expect(answer.text).toContain("27 days of annual leave");
  expect(answer.citations.length).toBeGreaterThan(0);
});

test("what a writer adds of its own never reaches anybody", async () => {
  const inventive: Writer = {
    ...extractiveWriter,
    async *write() {
      yield "Everybody has 27 days of annual leave a year. [1]\n";
      yield "Everybody has 35 days of annual leave a year. [1]\n";
      yield "Leave is sold at the gate. [9]\n";
    },
  };
  const { answer, evidence } = await ask("How many days of annual leave do I have?", {
    writer: inventive,
  });
  expect(answer.text).toBe("Everybody has 27 days of annual leave a year [1].");
  expect(evidence.dropped).toHaveLength(2);
});
