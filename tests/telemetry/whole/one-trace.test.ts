import { afterAll, beforeAll, expect, test } from "vitest";
import type { TakenSpan } from "../../counterparts/otlp/read-spans.ts";
import { askInSlack, HEADER_SECRET, QUESTION, startObserved } from "./start-observed.ts";

let observed: Awaited<ReturnType<typeof startObserved>>;
beforeAll(async () => {
  observed = await startObserved();
}, 60_000);
afterAll(() => observed.close());

test("one trace leads from a message in Slack to its reply, over the queue", async () => {
  const { collector } = observed;
  const serving = await observed.serve();
  await askInSlack(observed);
  const { stderr } = await serving.stop();
  const spans = traceOfQuestion(collector.spans);
  const tree = Object.fromEntries(spans.map((span) => [span.name, parentOf(span, spans)]));
  expect(tree).toEqual({
    "receive slack": undefined,
    "enqueue chat-event": "receive slack",
    "wait chat-event": "enqueue chat-event",
    "process chat-event": "enqueue chat-event",
    "enqueue answer-question": "process chat-event",
    "enqueue deliver-answer": "process chat-event",
    "wait answer-question": "enqueue answer-question",
    "process answer-question": "enqueue answer-question",
    understand: "process answer-question",
    retrieve: "process answer-question",
    embed: "retrieve",
    search: "retrieve",
    write: "process answer-question",
    "chat openai/test-writer": expect.stringMatching(/^(?:write|check)$/),
    check: "write",
    "wait deliver-answer": "enqueue deliver-answer",
    "process deliver-answer": "enqueue deliver-answer",
  });
  expect(spans.filter(({ isFailed }) => isFailed)).toEqual([]);
  expect(spans[0]?.resource).toMatchObject({
    "service.name": "footnote",
    "deployment.environment.name": "test",
  });
  // What it was called is known beforehand, and the collector's key never.
  expect(collector.headers[0]?.authorization).toBe(`Bearer ${HEADER_SECRET}`);
  expect(stderr).not.toContain(HEADER_SECRET);
  expect(collector.complaints).toEqual([]);
}, 60_000);

test("another process goes on with the trace of one that was killed", async () => {
  const { collector, model, slack } = observed;
  const before = collector.spans.length;
  const first = await observed.serve();
  model.script(
    { kind: "stall", text: "", afterCharacters: 0, ms: 60_000 },
    { when: /annual/, times: 1 },
  );
  slack.people.mention("amy", "#general", QUESTION);
  await expect
    .poll(() => model.requests.at(-1)?.path, { timeout: 20_000 })
    .toMatch(/chat|responses/);
  // The first process has told where the question came from.
  const received = () =>
    collector.spans.slice(before).find(({ name }) => name === "process chat-event");
  await expect.poll(received, { timeout: 10_000 }).toBeDefined();
  await first.kill();
  const second = await observed.serve();
  const answered = () =>
    collector.spans.slice(before).filter(({ name }) => name === "process deliver-answer");
  await expect.poll(answered, { timeout: 40_000, interval: 200 }).not.toHaveLength(0);
  await second.stop();
  const spans = traceOfQuestion(collector.spans.slice(before));
  const processes = new Set(spans.map(({ resource }) => resource["service.instance.id"]));
  expect(processes.size).toBe(2);
  expect(spans.map(({ name }) => name)).toContain("receive slack");
  expect(slack.world.complaints).toEqual([]);
}, 90_000);

/** The spans of the trace that brought a question from Slack to its answer. */
function traceOfQuestion(spans: readonly TakenSpan[]): TakenSpan[] {
  const { traceId } = spans.find(({ name }) => name === "process answer-question") ?? {};
  return spans.filter((span) => span.traceId === traceId);
}

function parentOf({ parentSpanId }: TakenSpan, spans: readonly TakenSpan[]): string | undefined {
  if (parentSpanId === undefined) return undefined;
  return spans.find(({ spanId }) => spanId === parentSpanId)?.name ?? "a span that nobody sent";
}
