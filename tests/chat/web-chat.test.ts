import { expect, test } from "vitest";
import { MemoryConversation, shownAnswer } from "./memory-conversation.ts";
import { Browser, startChat } from "./start-chat.ts";

function answering(text = "Ten days [1].") {
  return new MemoryConversation(async function* (id) {
    const citation = { documentId: "leave.md", source: "handbook", title: "Leave", quote: "Ten" };
    const citations = [{ n: 1, ...citation, url: "javascript:alert(1)" }];
    yield { type: "finished", answer: shownAnswer(id, { text, citations }) };
  });
}

test("a question is kept once, however often it is sent", async () => {
  const conversation = answering();
  const browser = new Browser(await startChat(conversation));
  const question = { messageId: "message-1", threadId: "thread-0001", text: "  How many?  " };
  const first = await browser.post("/api/questions", question);
  expect(first.status).toBe(202);
  const kept = (await first.json()) as { answerId: string; accepted: boolean; threadId: string };
  expect(kept).toMatchObject({ accepted: true, threadId: "thread-0001" });
  const again = (await (await browser.post("/api/questions", question)).json()) as typeof kept;
  expect(again).toEqual({ ...kept, accepted: false });
  const thread = await (await browser.fetch("/api/threads/thread-0001")).json();
  expect(thread).toMatchObject({
    answers: [
      { id: kept.answerId, threadId: "thread-0001", question: "How many?", changedCitations: [] },
    ],
  });
});

test("two browsers do not see each other's threads, answers or votes", async () => {
  const conversation = answering();
  const chat = await startChat(conversation);
  const [mine, theirs] = [new Browser(chat), new Browser(chat)];
  const id = await mine.ask("How many days?");
  await theirs.fetch("/api/threads");
  expect(theirs.cookie).not.toBe(mine.cookie);
  expect(await (await theirs.fetch("/api/threads")).json()).toEqual({ threads: [] });
  for (const path of [
    "/api/threads/thread-0001",
    `/api/answers/${id}`,
    `/api/answers/${id}/events`,
    `/api/answers/${id}/why`,
    `/api/answers/${id}/citations/1`,
  ]) {
    expect([path, (await theirs.fetch(path)).status]).toEqual([path, 404]);
  }
  expect((await theirs.post(`/api/answers/${id}/votes`, { vote: "up" })).status).toBe(404);
  // The same names of a thread and a message are another thread and message in another browser.
  const same = { messageId: "message-1", threadId: "thread-0001", text: "Mine?" };
  await mine.post("/api/questions", same);
  const second = await theirs.post("/api/questions", { ...same, text: "Theirs?" });
  expect(await second.json()).toMatchObject({ accepted: true });
  const { threads } = (await (await theirs.fetch("/api/threads")).json()) as {
    threads: { title: string }[];
  };
  expect(threads.map(({ title }) => title)).toEqual(["Theirs?"]);
});

test("the cookie is out of a script's reach, and storage never holds it", async () => {
  const conversation = answering();
  const chat = await startChat(conversation);
  const browser = new Browser(chat);
  const response = await browser.fetch("/api/threads");
  const set = response.headers.get("set-cookie") ?? "";
  expect(set).toMatch(/^footnote_session=[\w-]{43}; .*HttpOnly.*SameSite=Strict/);
  await browser.ask("How many days?");
  const secret = browser.cookie.split("=")[1] ?? "?";
  expect(JSON.stringify([...conversation.kept])).not.toContain(secret);
  // A link from elsewhere comes without the Strict cookie: answering it with one would replace it.
  for (const path of ["/", "/documents/handbook/leave.md"]) {
    const page = await fetch(`${chat.address}${path}`);
    expect(page.headers.get("set-cookie")).toBeNull();
  }
});

test("votes are given, changed and taken back, on the answer and on a citation", async () => {
  const conversation = answering();
  const browser = new Browser(await startChat(conversation));
  const id = await browser.ask("How many days?");
  const path = `/api/answers/${id}/votes`;
  await browser.post(path, { vote: "up" });
  await browser.post(path, { vote: "down", citation: 1 });
  const correction = "Twelve days.";
  const changed = await browser.post(path, { vote: "down", reason: "outdated", correction });
  expect(await changed.json()).toEqual({
    votes: [
      { citation: 1, vote: "down" },
      { citation: 0, vote: "down", reason: "outdated", correction },
    ],
  });
  expect((await browser.post(path, { vote: "up", citation: 9 })).status).toBe(404);
  const rest = await browser.fetch(`${path}?citation=1`, { method: "DELETE" });
  expect(await rest.json()).toMatchObject({ votes: [{ citation: 0 }] });
  expect((await browser.fetch(`${path}?citation=x`, { method: "DELETE" })).status).toBe(400);
});

const question = { messageId: "message-1", text: "How?" };

test.each([
  ["not JSON", "{", 400, "The body is not JSON."],
  ["no object", "7", 400, "The body must be a JSON object."],
  ["null", "null", 400, "The body must be a JSON object."],
  ["no text", { messageId: "message-1" }, 400, "The question must be text."],
  ["blank text", { ...question, text: " \n " }, 400, "The question is empty; write one."],
  ["text of another type", { ...question, text: ["How?"] }, 400, "The question must be text."],
  [
    "a long question",
    { ...question, text: "x".repeat(4_001) },
    400,
    "The question is longer than 4,000 characters; shorten it.",
  ],
  [
    "a thread id that climbs",
    { ...question, threadId: "../../etc" },
    400,
    "threadId must be 8 to 64 of A-Z a-z 0-9 _ -.",
  ],
  ["a huge body", "x".repeat(70_000), 413, "The request is larger than 64 kB; shorten it."],
])("refuses %s in one sentence", async (_name, body, status, error) => {
  const browser = new Browser(await startChat(answering()));
  const response = await browser.post("/api/questions", body);
  expect([response.status, await response.json()]).toEqual([status, { error }]);
});

test("refuses a huge body that does not say its length", async () => {
  const browser = new Browser(await startChat(answering()));
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < 10; at += 1) controller.enqueue(new Uint8Array(10_000).fill(32));
      controller.close();
    },
  });
  const response = await browser.fetch("/api/questions", {
    ...{ method: "POST", body, duplex: "half" },
    headers: { "Content-Type": "application/json" },
  } as RequestInit);
  expect(response.status).toBe(413);
});

test("odd characters in a question and odd addresses are no error of ours", async () => {
  const conversation = answering();
  const browser = new Browser(await startChat(conversation));
  const response = await browser.post(
    "/api/questions",
    '{"messageId":"message-1","text":"lone \\ud800 and nul\\u0000 end 🌍"}',
  );
  expect(response.status).toBe(202);
  expect([...conversation.kept.values()][0]?.view.question).toBe("lone \ufffd and nul end 🌍");
  for (const path of ["%E0%A4%A", "a%00b", "%2e%2e%2fetc", "x".repeat(5_000), "' OR 1=1"]) {
    for (const folder of ["/api/threads/", "/api/answers/", "/documents/handbook/", "/"]) {
      expect((await browser.fetch(folder + path)).status).toBe(404);
    }
  }
  expect((await browser.fetch("/api/answers/x/citations/abc")).status).toBe(404);
  expect((await browser.post("/api/answers/x/votes", { vote: "maybe" })).status).toBe(400);
});

test("our own error is a sentence and a trace id that finds the log line", async () => {
  const conversation = answering();
  conversation.status = () => Promise.reject(new Error("disk I/O error at /secret/path"));
  const chat = await startChat(conversation);
  const response = await fetch(`${chat.address}/api/status`);
  const body = (await response.json()) as { error: string; traceId: string };
  expect(response.status).toBe(500);
  expect(body.error).not.toContain("secret");
  expect(chat.logged).toMatchObject([{ traceId: body.traceId }]);
});

test("an answer's addresses and text come back harmless", async () => {
  const browser = new Browser(
    await startChat(
      answering("<img src=x onerror=alert(1)> [click](javascript:alert(1)) see [1] and [2]."),
    ),
  );
  const id = await browser.ask("How?");
  const view = (await (await browser.fetch(`/api/answers/${id}`)).json()) as {
    answer: { citations: object[]; blocks: { children: object[] }[] };
  };
  expect(view.answer.citations).toEqual([
    expect.objectContaining({ documentPath: "/documents/handbook/leave.md" }),
  ]);
  expect(view.answer.citations[0]).not.toHaveProperty("url");
  expect(view.answer.blocks[0]?.children).toEqual([
    { type: "text", text: "<img src=x onerror=alert(1)>" },
    { type: "text", text: " " },
    { type: "text", text: "click" },
    { type: "text", text: " see " },
    { type: "citation", n: 1 },
    { type: "text", text: " and " },
    { type: "text", text: "[2]" },
    { type: "text", text: "." },
  ]);
});
