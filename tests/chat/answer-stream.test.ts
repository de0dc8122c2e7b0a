import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { ShownCitation } from "../../src/chat/chat-platform.ts";
import { joinSentences } from "../../src/chat/web/answer-events.ts";
import { MemoryConversation, shownAnswer } from "./memory-conversation.ts";
import { Browser, readEvents, startChat } from "./start-chat.ts";

const citations: ShownCitation[] = [
  { n: 1, documentId: "leave.md", source: "handbook", title: "Leave", quote: "Ten days." },
];

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** Two sentences with a gate between them. */
function gatedConversation() {
  const { open, opened } = gate();
  const conversation = new MemoryConversation(async function* (id) {
    yield { type: "status", text: "Searching" };
    yield { type: "sentence", text: "Ten days [1].", citations };
    await opened;
    yield { type: "sentence", text: "Twelve in Brazil [1].", citations };
    const text = "Ten days [1]. Twelve in Brazil [1].";
    yield { type: "finished", answer: shownAnswer(id, { text, citations }) };
  });
  return { conversation, open };
}

test("sentences arrive while the answer is written, each with the text so far", async () => {
  const { conversation, open } = gatedConversation();
  const browser = new Browser(await startChat(conversation));
  const id = await browser.ask("How many days?");
  const response = await browser.fetch(`/api/answers/${id}/events`);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events = await readEvents(response, (seen) => {
    if (seen.length === 2) open();
    return false;
  });
  expect(events.map(({ id, data }) => [id, data.type])).toEqual([
    [1, "status"],
    [2, "sentence"],
    [3, "sentence"],
    [4, "finished"],
  ]);
  expect(events[2]?.data.blocks).toEqual([
    {
      type: "paragraph",
      children: [
        { type: "text", text: "Ten days " },
        { type: "citation", n: 1 },
        { type: "text", text: ". Twelve in Brazil " },
        { type: "citation", n: 1 },
        { type: "text", text: "." },
      ],
    },
  ]);
  expect(events[3]?.data.answer.blocks).toEqual(events[2]?.data.blocks);
});

test("a lost connection goes on after the last event, by header or by address", async () => {
  const { conversation, open } = gatedConversation();
  const browser = new Browser(await startChat(conversation));
  const id = await browser.ask("How many days?");
  const first = await browser.fetch(`/api/answers/${id}/events`);
  const seen = await readEvents(first, (events) => events.length === 2);
  expect(seen).toHaveLength(2);
  open();
  const byHeader = await browser.fetch(`/api/answers/${id}/events?after=0`, {
    headers: { "Last-Event-ID": "2" },
  });
  expect((await readEvents(byHeader)).map((event) => event.id)).toEqual([3, 4]);
  const byAddress = await browser.fetch(`/api/answers/${id}/events?after=3`);
  expect((await readEvents(byAddress)).map((event) => event.id)).toEqual([4]);
});

test("the end is told even when a restart numbered the events anew", async () => {
  const conversation = new MemoryConversation(async function* (id) {
    yield { type: "finished", answer: shownAnswer(id, { outcome: "not-found" }) };
  });
  const browser = new Browser(await startChat(conversation));
  const id = await browser.ask("How many days?");
  const events = await readEvents(await browser.fetch(`/api/answers/${id}/events?after=7`));
  expect(events.map(({ data }) => data.type)).toEqual(["finished"]);
});

test("an idle stream says that it is there, and ends with its reader", async () => {
  const { conversation } = gatedConversation();
  const browser = new Browser(await startChat(conversation, { heartbeatMs: 20 }));
  const id = await browser.ask("How many days?");
  const abort = new AbortController();
  const response = await browser.fetch(`/api/answers/${id}/events`, { signal: abort.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes(": still here")) text += (await reader?.read())?.value ?? "";
  expect(conversation.openStreams).toBe(1);
  abort.abort();
  await vi.waitFor(() => expect(conversation.openStreams).toBe(0));
});

test("a HEAD request leaves no stream running", async () => {
  const { conversation } = gatedConversation();
  const browser = new Browser(await startChat(conversation));
  const id = await browser.ask("How many days?");
  await browser.fetch(`/api/answers/${id}/events`, { method: "HEAD" });
  await sleep(50);
  expect(conversation.openStreams).toBe(0);
});

test("a conversation that breaks ends the stream and is logged, so the page tries again", async () => {
  const { conversation } = gatedConversation();
  const chat = await startChat(conversation);
  const browser = new Browser(chat);
  const id = await browser.ask("How many days?");
  conversation.events = async function* () {
    yield { sequence: 1, event: { type: "status", text: "Searching" } as const };
    throw new Error("database is locked");
  };
  const events = await readEvents(await browser.fetch(`/api/answers/${id}/events`));
  expect(events).toHaveLength(1);
  expect(chat.logged.map((line) => line.msg)).toEqual(["An answer's events could not be read"]);
});

test.each([
  ["", "Ten days [1].", "Ten days [1]."],
  ["Ten days [1].", "Twelve [1].", "Ten days [1]. Twelve [1]."],
  ["These:", "- one [1]", "These:\n\n- one [1]"],
  ["- one [1]", "- two [1]", "- one [1]\n- two [1]"],
  ["- one [1]", "And more.", "- one [1]\n\nAnd more."],
  ["Said so.\n", "More.", "Said so.\nMore."],
])("joins %j and %j", (soFar, next, joined) => {
  expect(joinSentences(soFar, next)).toBe(joined);
});
