import { afterEach, expect, test } from "vitest";
import { createLocalEmbedder } from "../../src/models/local/local-embedder.ts";
import type { Embedder } from "../../src/models/models.ts";

let embedder: Embedder | undefined;

afterEach(async () => {
  await embedder?.close();
});

function open(idleMs = 60_000): Embedder {
  embedder = createLocalEmbedder({ idleMs });
  return embedder;
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return (a ?? new Float32Array()).reduce((sum, number, at) => sum + number * (b?.[at] ?? 0), 0);
}

test("vectors are of unit length, and texts of one meaning lie nearer than others", async () => {
  const { embed, dimensions } = open();
  const [question, answer, other] = await embed(
    [
      "How many days of vacation do I have?",
      "Employees may take thirty days of annual leave.",
      "The printer on the third floor is out of toner.",
    ],
    "passage",
  );
  expect(question?.length).toBe(dimensions);
  expect(cosine(question, question)).toBeCloseTo(1, 5);
  expect(cosine(question, answer)).toBeGreaterThan(cosine(question, other) + 0.1);
});

test("odd texts get a vector too, and too many at once are refused", async () => {
  const { embed } = open();
  const odd = ["", "  \n ", "🙂".repeat(2000), `${"word ".repeat(5000)}`];
  const vectors = await embed(odd, "passage");
  for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  await expect(embed(["a", "b", "c", "d", "e"], "passage")).rejects.toMatchObject({
    name: "ModelError",
    code: "invalid",
  });
});

test("what the model does not read is not sent: words after the 128th change nothing", async () => {
  const { embed } = open();
  const text = Array.from({ length: 128 }, (_, at) => `number ${at}`).join(" ");
  const [short, long] = await embed([text, `${text} bananas are yellow`], "passage");
  expect(cosine(short, long)).toBeCloseTo(1, 5);
});

test("a question overtakes the passages that wait", async () => {
  const { embed } = open();
  const order: string[] = [];
  const note = (name: string) => () => order.push(name);
  await Promise.all([
    embed(["one", "two", "three", "four"], "passage").then(note("passages")),
    embed(["five", "six", "seven", "eight"], "passage").then(note("more passages")),
    embed(["question"], "query").then(note("question")),
  ]);
  expect(order).toEqual(["question", "passages", "more passages"]);
});

test("it starts again after it ended for want of work", async () => {
  const { embed } = open(1);
  const [before] = await embed(["travel policy"], "query");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const [after] = await embed(["travel policy"], "query");
  expect(cosine(before, after)).toBeCloseTo(1, 5);
});

test("closing it rejects what still waits, and what comes later", async () => {
  const { embed, close } = open();
  const waiting = embed(["one", "two"], "passage");
  const rejected = expect(waiting).rejects.toMatchObject({ code: "unavailable" });
  await close();
  await rejected;
  await expect(embed(["three"], "query")).rejects.toMatchObject({ code: "unavailable" });
});
