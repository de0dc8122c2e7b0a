import type { AnswerStreamEvent, WebConversation } from "../chat-platform.ts";
import { answerBlocks, presentAnswer, presentCitation } from "./present-answer.ts";

interface FollowedAnswer {
  conversation: WebConversation;
  answerId: string;
  askedBy: string;
  /** The last event the page has seen; 0 for none. */
  after: number;
}

export interface AnswerEventsRequest extends FollowedAnswer {
  heartbeatMs: number;
  onError: (error: unknown) => void;
}

const STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store",
};

interface ShownEvent {
  id: number;
  data: ReturnType<typeof presentEvent>;
}

/** An answer's events as a server-sent event stream that ends after `finished`. */
export function answerEvents(request: AnswerEventsRequest): Response {
  const stop = new AbortController();
  let started = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (started) return;
        started = true;
        // Not awaited: pull has to return while events are still to come.
        void pump(request, controller, stop.signal);
      },
      cancel: () => stop.abort(),
    },
    // Nothing starts before somebody reads, so a HEAD request leaves nothing running.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: STREAM_HEADERS });
}

async function pump(
  request: AnswerEventsRequest,
  controller: ReadableStreamDefaultController<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const encoder = new TextEncoder();
  const send = (text: string) => {
    if (!signal.aborted) controller.enqueue(encoder.encode(text));
  };
  const heartbeat = setInterval(() => send(": still here\n\n"), request.heartbeatMs);
  try {
    send(": here\n\n");
    for await (const { id, data } of shownEvents(request, signal)) {
      send(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  } catch (error) {
    // The page reconnects when a stream ends without `finished`.
    if (!signal.aborted) request.onError(error);
  } finally {
    clearInterval(heartbeat);
    if (!signal.aborted) controller.close();
  }
}

/** Tells a page that nothing can be streamed here: it is to ask for what is new, as JSON, until the end. */
export function askAgain(): Response {
  return new Response("event: ask-again\ndata: {}\n\n", { headers: STREAM_HEADERS });
}

/** How long a page that asks waits for something new, and for what comes together with it. */
const NEWS_MS = 1_000;
const TOGETHER_MS = 50;

/** What a page has not seen yet, for where nothing can be streamed: at once, or soon if there is nothing. */
export async function newEvents(request: FollowedAnswer): Promise<ShownEvent[]> {
  const enough = new AbortController();
  const found: ShownEvent[] = [];
  const stop = () => enough.abort();
  const timers = [setTimeout(stop, NEWS_MS)];
  for await (const event of shownEvents(request, enough.signal)) {
    if (found.push(event) === 1) timers.push(setTimeout(stop, TOGETHER_MS));
  }
  for (const timer of timers) clearTimeout(timer);
  return found;
}

async function* shownEvents(
  { conversation, answerId, askedBy, after }: FollowedAnswer,
  signal: AbortSignal,
): AsyncGenerator<ShownEvent> {
  let soFar = "";
  for await (const { sequence, event } of conversation.events(answerId, askedBy, signal)) {
    if (event.type === "sentence") soFar = joinSentences(soFar, event.text);
    // After a crash the numbers start anew and may stay below `after`: the end is always told.
    if (sequence > after || event.type === "finished") {
      yield { id: sequence, data: presentEvent(event, soFar) };
    }
    if (event.type === "finished") return;
  }
}

/** Each sentence brings the whole text so far, so a page that missed some is complete again. */
function presentEvent(event: AnswerStreamEvent, soFar: string) {
  switch (event.type) {
    case "status":
      return event;
    case "sentence":
      return {
        ...event,
        citations: event.citations.map(presentCitation),
        blocks: answerBlocks(soFar, event.citations),
      };
    case "finished":
      return { ...event, answer: presentAnswer(event.answer) };
  }
}

const STARTS_BLOCK = /^(?:[-*+]\s|\d{1,9}[.)]\s|\||#{1,6}\s|>|```|~~~)/;

/** Joins as an answer's text does: by a space, or by a new line where a list or table goes on. */
export function joinSentences(soFar: string, next: string): string {
  if (soFar === "" || /\s$/.test(soFar) || /^\s/.test(next)) return soFar + next;
  const before = STARTS_BLOCK.test(soFar.slice(soFar.lastIndexOf("\n") + 1));
  const after = STARTS_BLOCK.test(next);
  if (before && after) return `${soFar}\n${next}`;
  return before || after ? `${soFar}\n\n${next}` : `${soFar} ${next}`;
}
