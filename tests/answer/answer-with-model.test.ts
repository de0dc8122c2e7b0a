import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { AnswerDeps } from "../../src/answer/answer-question.ts";
import { openPrompts } from "../../src/app-models.ts";
import { ModelError, type WriteRequest, type Writer } from "../../src/models/models.ts";
import { ask } from "./ask.ts";
import { depsOf, scriptedModel } from "./with-model/scripted-model.ts";

const LEAVE = "How many days of annual leave do I have?";
const GOOD = "You have 27 days of annual leave a year";

/** A model that writes these pieces, in which LEAVE stands for the number of the page on leave. */
function writer(write: (request: WriteRequest) => AsyncIterable<string> | string[]): Writer {
  return {
    id: "test/model",
    promptVersion: "answer@1",
    promptTexts: openPrompts({ promptsDir: undefined }).texts(),
    quotes: false,
    maxPassages: 10,
    maxPassageTokens: 6_000,
    async *write(request) {
      const page = request.passages.find(({ title }) => title === "Annual leave");
      for await (const piece of write(request)) yield piece.replaceAll("LEAVE", String(page?.n));
      request.onUsage?.({ inputTokens: 100, outputTokens: 10 });
    },
  };
}

const pieces = (shown: Awaited<ReturnType<typeof ask>>["shown"]) =>
  shown.filter((step) => step.type === "sentence").map(({ text }) => text);

test("an answer in a model's words cites what says it, and is counted", async () => {
  const { answer, shown } = await ask(LEAVE, {
    writer: writer(() => [`${GOOD} [LEAVE`, "]. Ask your", " lead early [LEAVE]."]),
    prices: { inputPerMillion: 1, outputPerMillion: 10 },
  });
  expect(answer).toMatchObject({
    outcome: "answered",
    text: `${GOOD} [1]. Ask your lead early [1].`,
    model: "test/model",
    usage: { calls: 1, inputTokens: 100, outputTokens: 10, costUsd: 0.0002 },
  });
  expect(answer.citations).toMatchObject([{ n: 1, documentId: "leave.md" }]);
  expect(answer.citations[0]?.quote).toContain("27 days");
  expect(pieces(shown).join("")).toBe(answer.text);
});

test("each sentence is shown once it is there and checked, not when the model has ended", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const seen: string[] = [];
  const answering = ask(
    LEAVE,
    {
      writer: writer(async function* () {
        yield `${GOOD} [LEAVE].`;
        await held;
        yield " Ask your lead early [LEAVE].";
      }),
    },
    ["everyone"],
    { onShow: (step) => step.type === "sentence" && seen.push(step.text) },
  );
  await expect.poll(() => seen).toEqual([`${GOOD} [1].`]);
  release();
  expect((await answering).answer.outcome).toBe("answered");
  expect(seen).toHaveLength(2);
});

test("a model's words hold no address of elsewhere, though its passages do", async () => {
  const { answer } = await ask("Where does everybody apply for the yearly ferry pass?", {
    writer: writer(() => [
      "You apply for the yearly ferry pass at https://passes.example/apply [1].",
    ]),
  });
  expect(answer.text).toBe("You apply for the yearly ferry pass at (link in the source) [1].");
});

test("a sentence that tells the prompt is not shown, though a page has its words", async () => {
  const LEAK = "Leave is asked of colleagues from passages of their company's own documents";
  const { answer, evidence } = await ask(LEAVE, {
    writer: writer(() => [`${GOOD} [LEAVE]. ${LEAK} [LEAVE].`]),
    assistant: depsOf(scriptedModel().model),
  });
  expect(answer.text).toBe(`${GOOD} [1].`);
  expect(evidence.dropped).toEqual([
    { text: `${LEAK}.`, reason: "It repeats what the model was told." },
  ]);
});

test("what the passages do not say is not shown, and kept with its reason", async () => {
  const { answer, evidence } = await ask(LEAVE, {
    writer: writer(() => [
      `${GOOD} [LEAVE]. The mayor opens the canteen with a trumpet every morning [LEAVE].`,
      " Leave is sold at the gate [77]. Everybody has 72 days of annual leave a year [LEAVE].",
    ]),
  });
  expect(answer.text).toBe(`${GOOD} [1].`);
  expect(evidence.dropped.map(({ text }) => text)).toEqual([
    "The mayor opens the canteen with a trumpet every morning.",
    "Leave is sold at the gate.",
    "Everybody has 72 days of annual leave a year.",
  ]);
  expect(evidence.dropped[1]?.reason).toContain("not retrieved");
});

test.each([
  ["only unsupported sentences", ["Everybody has 72 days of leave a year [LEAVE]."]],
  ["the word for it", ["NOT_FOUND"]],
  ["a refusal in words of its own", ["The passages do not contain this information."]],
])("not found, when the model writes %s", async (_, text) => {
  const { answer, shown } = await ask(LEAVE, { writer: writer(() => text) });
  expect(answer).toMatchObject({ outcome: "not-found", text: "", citations: [] });
  expect(answer.nearest.length).toBeGreaterThan(0);
  expect(pieces(shown)).toEqual([]);
});

test("words that cite nothing are no answer, so passages are quoted", async () => {
  const { answer } = await ask(LEAVE, { writer: writer(() => ["lorem ipsum {{{ 42"]) });
  expect(answer.outcome).toBe("degraded");
  expect(answer.text).toContain("27 days of annual leave");
});

test("a model that breaks off is followed by quotes, and what was shown stays", async () => {
  const { answer, shown } = await ask(LEAVE, {
    writer: writer(async function* () {
      yield `${GOOD} [LEAVE]. Ask`;
      throw new ModelError("unavailable", "The connection was cut.");
    }),
  });
  expect(answer.outcome).toBe("degraded");
  expect(answer.text.startsWith(`${GOOD} [1].`)).toBe(true);
  expect(answer.text).toContain("Everybody has 27 days of annual leave a year");
  expect(pieces(shown).join("")).toBe(answer.text);
});

test("a run that was cut off goes on with quotes after what it has shown", async () => {
  const first = await ask(LEAVE, { writer: writer(() => [`${GOOD} [LEAVE].`]) });
  const { answer, shown } = await ask(
    LEAVE,
    {
      writer: writer(() => {
        throw new Error("The model is not to be asked again.");
      }),
    },
    ["everyone"],
    { shown: first.answer },
  );
  expect(answer.outcome).toBe("degraded");
  expect(answer.text).toBe(first.answer.text + pieces(shown).join(""));
  expect(answer.citations).toHaveLength(1);
});

test("a hopeless question is not answered, whatever the model writes", async () => {
  const { answer } = await ask("Who won the football world cup in 1998?", {
    writer: writer(({ passages }) => [`${passages[0]?.text ?? "Nothing."} [1]`]),
  });
  expect(answer.outcome).toBe("not-found");
});

test("with a model that checks, a sentence waits for its verdict and keeps its place", async () => {
  const checkSentence: AnswerDeps["checkSentence"] = async (sentence) => {
    // The first verdict comes last.
    await sleep(sentence.includes("27") ? 60 : 5);
    return { supported: !sentence.includes("early"), reason: "The model says no." };
  };
  const { answer, evidence } = await ask(LEAVE, {
    checkSentence,
    writer: writer(() => [`${GOOD} [LEAVE]. Ask your lead early [LEAVE]. Ask your lead [LEAVE].`]),
  });
  expect(answer.text).toBe(`${GOOD} [1]. Ask your lead [1].`);
  expect(evidence.dropped).toEqual([
    { text: "Ask your lead early.", reason: "The model says no." },
  ]);
});

test("a model that checks and is away lets nothing unchecked through", async () => {
  const { answer } = await ask(LEAVE, {
    checkSentence: async () => {
      throw new ModelError("unavailable", "It is away.");
    },
    writer: writer(() => [`${GOOD} [LEAVE].`]),
  });
  expect(answer.outcome).toBe("degraded");
  expect(answer.text).not.toContain(GOOD);
  expect(answer.text).toContain("27 days of annual leave");
});

test("another page's words take no checked sentence's place; the reader is told of them", async () => {
  const { answer } = await ask("What is a week on call paid with?", {
    writer: writer(({ passages }) => {
      const page = passages.find(({ path }) => path === "on-call.md");
      return [`Each week on call is paid with 350 euros [${page?.n}].`];
    }),
  });
  expect(answer.text).toBe("Each week on call is paid with 350 euros [1].");
  expect(answer.warnings).toMatchObject([{ kind: "conflict" }]);
  expect(JSON.stringify(answer.warnings)).not.toContain("990");
});

test("a sentence in another language than the pages is shown once it has passed", async () => {
  const { answer } = await ask("Wie oft wird der VPN Schlüssel erneuert?", {
    writer: writer(({ passages }) => {
      const page = passages.find(({ title }) => title === "VPN");
      return [`Der VPN-Schlüssel wird alle 90 Tage erneuert [${page?.n}].`];
    }),
  });
  expect(answer.support?.threshold).toBe(0);
  expect(answer.text).toBe("Der VPN-Schlüssel wird alle 90 Tage erneuert [1].");
});

test("a sentence that never came to be shown is kept with its reason", async () => {
  const { evidence, answer } = await ask("Who won the football world cup in 1998?", {
    writer: writer(({ passages }) => [`${passages[0]?.text ?? "Nothing."} [1]`]),
  });
  expect(answer.outcome).toBe("not-found");
  expect(evidence.dropped.length).toBeGreaterThan(0);
});

test("why the model did not write is kept, and a list of sources is no sentence", async () => {
  const away = await ask(LEAVE, {
    writer: writer(() => {
      throw new ModelError("unauthorized", "The key was refused.");
    }),
  });
  expect(away.evidence.trouble).toBe("The key was refused.");
  const listed = await ask(LEAVE, {
    writer: writer(() => [`${GOOD} [LEAVE].\n\nSources:\n[LEAVE] Annual leave`]),
  });
  expect(listed.answer.text).toBe(`${GOOD} [1].`);
});
