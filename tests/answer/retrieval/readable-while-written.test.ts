import { expect, test } from "vitest";
import type { AnswerDeps } from "../../../src/answer/answer-question.ts";
import { ModelError, type WriteRequest, type Writer } from "../../../src/models/models.ts";
import { ask } from "../ask.ts";

const LEAVE = "How many days of annual leave does everybody have?";
const MEMBER = ["everyone"];
const FIRST = "Everybody has 27 days of annual leave a year [LEAVE].";
const SECOND = " Ask your lead early [LEAVE].";

/** A model that takes its time: `between` comes to pass after its first sentence. */
function slowWriter(between: () => string): Writer {
  return {
    ...{ id: "test/model", promptVersion: "answer@1", promptTexts: [], quotes: false },
    ...{ maxPassages: 10, maxPassageTokens: 6_000 },
    async *write({ passages }: WriteRequest) {
      const page = passages.find(({ title }) => title === "Annual leave");
      const numbered = (text: string) => text.replaceAll("LEAVE", String(page?.n));
      yield numbered(`${FIRST} `);
      // What was written is shown before anything changes.
      await new Promise((resolve) => setTimeout(resolve, 200));
      yield numbered(between());
    },
  };
}

/** Rights and the clock, which only moves when it is told to. */
function changing() {
  const state = { reader: "everyone", atMs: Date.parse("2026-11-21") };
  const deps: Partial<AnswerDeps> = {
    accessLists: async () => [{ id: 1, principals: [state.reader] }],
    now: () => state.atMs,
  };
  return { state, deps };
}

const sentences = (shown: Awaited<ReturnType<typeof ask>>["shown"]) =>
  shown.flatMap((step) => (step.type === "sentence" ? [step.text] : []));

test("a right that is taken while a model writes keeps back each sentence that is not shown yet", async () => {
  const { state, deps } = changing();
  const writer = slowWriter(() => {
    Object.assign(state, { reader: "group:x", atMs: state.atMs + 1_000 });
    return SECOND;
  });
  const { answer, shown, evidence } = await ask(LEAVE, { ...deps, writer }, MEMBER);
  expect(sentences(shown)).toHaveLength(1);
  expect(answer.outcome).toBe("answered");
  expect(JSON.stringify([answer.sentences, evidence.dropped])).not.toContain("Ask your lead");
  expect(evidence.dropped).toMatchObject([{ reason: expect.stringContaining("changed") }]);
});

test("somebody who comes while a model writes is counted from the next second on", async () => {
  const { state, deps } = changing();
  const audience = [MEMBER];
  const writer = slowWriter(() => {
    audience.push(["user:gus@elsewhere.example"]);
    state.atMs += 1_000;
    return SECOND;
  });
  const readAudience = async () => audience;
  const { shown } = await ask(LEAVE, { ...deps, writer }, MEMBER, { readAudience });
  expect(sentences(shown)).toHaveLength(1);
});

test("within one second nothing is looked at anew, and while nothing changes all is shown", async () => {
  const { state, deps } = changing();
  let looks = 0;
  const accessLists = async () => {
    looks += 1;
    return [{ id: 1, principals: [state.reader] }];
  };
  for (const [laterMs, expected] of [
    [999, 2],
    [1_000, 3],
  ] as const) {
    looks = 0;
    const writer = slowWriter(() => {
      state.atMs += laterMs;
      return SECOND;
    });
    const { shown } = await ask(LEAVE, { ...deps, accessLists, writer }, MEMBER);
    expect(sentences(shown)).toHaveLength(2);
    expect(looks).toBe(expected);
  }
});

test("a model that fails after a right was taken is followed by no quotes of what it was for", async () => {
  const { state, deps } = changing();
  const writer = slowWriter(() => {
    Object.assign(state, { reader: "group:x", atMs: state.atMs + 5_000 });
    throw new ModelError("unavailable", "The model is away.");
  });
  const { answer } = await ask(LEAVE, { ...deps, writer }, MEMBER);
  expect(answer.sentences).toHaveLength(1);
  expect(answer.text).not.toContain("Ask your lead");
});
