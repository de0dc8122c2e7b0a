import { afterEach, beforeEach, expect, test } from "vitest";
import { teamsVerbs } from "../../../../src/chat/teams/actions.ts";
import {
  answer,
  botMessages,
  callsOf,
  citation,
  eventsOf,
  newMemory,
  type Stage,
  showTo,
  startShow,
  wireOf,
} from "./start-show.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startShow();
});
afterEach(async () => {
  expect(stage.teams.world.complaints).toEqual([]);
  await stage.close();
});

test("in a channel: a typing sign, then text and card in the thread with everything that belongs to them", async () => {
  const place = stage.ask("ana", "Help");
  const given = answer();
  await showTo(stage, place, given, { events: eventsOf(given, 30) });
  expect(callsOf(stage, "typing").length).toBe(1);
  expect(callsOf(stage, "stream")).toEqual([]);
  const [message, below, ...more] = botMessages(stage, "Help");
  expect(more).toEqual([]);
  const root = place.messageId.split(":")[3];
  expect([message?.rootId, below?.rootId]).toEqual([root, root]);
  const { text, entities, channelData } = (message?.activity ?? {}) as Record<string, never>;
  expect(text).toBe("You have ten days [1]. Ask your lead first [2].");
  expect(entities).toEqual([
    {
      type: "https://schema.org/Message",
      "@type": "Message",
      "@context": "https://schema.org",
      additionalType: ["AIGeneratedContent"],
      citation: [1, 2].map((n) => ({
        "@type": "Claim",
        position: n,
        appearance: {
          "@type": "DigitalDocument",
          name: `Leave, part ${n}`,
          abstract: "You have ten days of leave for moving house.",
          url: `https://docs.contoso.example/leave-${n}`,
          keywords: ["handbook"],
        },
      })),
    },
  ]);
  expect(channelData).toMatchObject({ feedbackLoop: { type: "custom" } });
  // With both in one, Teams would give no id.
  expect(message?.activity?.attachments).toBeUndefined();
  expect(below?.text).toBe("");
  const card = wireOf(below?.activity);
  expect(card).toContain("Leave, part 1");
  expect(card).toContain("handbook › people/leave-1.md · updated last month");
  expect(card).toContain(teamsVerbs.askPrivately);
  expect(card).not.toContain(teamsVerbs.share);
});

test("in somebody's own chat: what is done, the text as it grows, and the end with its card", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer();
  const memory = newMemory();
  await showTo(stage, place, given, { events: eventsOf(given, 1_200), memory });
  const pieces = callsOf(stage, "stream").map(({ body }) => body as Record<string, never>);
  expect(pieces.map(({ text }) => text)).toEqual([
    "Searching the documents…",
    "You have ten days [1].",
    given.text,
  ]);
  const [message, card, ...more] = botMessages(stage, "@ana");
  expect(more).toEqual([]);
  expect(message?.stream).toBe("done");
  const ids = [message?.id, card?.id];
  expect(JSON.parse(memory.state ?? "")).toMatchObject({ ids, isDone: true });
  expect(wireOf(message?.activity)).toContain("AIGeneratedContent");
  expect(wireOf(card?.activity)).toContain("Report a source");
  expect(wireOf(card?.activity)).not.toContain(teamsVerbs.askPrivately);
  expect(callsOf(stage, "typing")).toEqual([]);
}, 15_000);

test("an answer without a word before its end is one message, without a stream", async () => {
  const place = stage.ask("ana", "@ana");
  const nearest = [
    { title: "Travel", url: "https://d.example/t", documentId: "t", source: "handbook" },
  ];
  const given = answer({ outcome: "not-found", text: "", citations: [], nearest });
  async function* events() {
    yield { type: "finished" as const, answer: given };
  }
  await showTo(stage, place, given, { events: events() });
  expect(callsOf(stage, "stream")).toEqual([]);
  const [message, card] = botMessages(stage, "@ana");
  expect(message?.text).toContain("I found nothing");
  expect(wireOf(card?.activity)).toContain(teamsVerbs.askExpert);
  expect(wireOf(message?.activity)).not.toContain("AIGeneratedContent");
});

test("one who presses stop keeps what was shown, with its sources, and no more of it follows", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer({ text: "One [1]. Two [2]. Three [1]." });
  async function* events() {
    let sentences = 0;
    for await (const event of eventsOf(given, 1_200)) {
      if (event.type === "finished") {
        const stopped = { at: new Date().toISOString() };
        yield { ...event, answer: { ...given, text: "One [1]. Two [2].", stopped } };
        return;
      }
      if (event.type === "sentence") sentences += 1;
      if (sentences === 2) stage.teams.people.stop("ana");
      yield event;
    }
  }
  await showTo(stage, place, given, { events: events() });
  expect(stage.kept).toEqual([
    {
      key: `stopped:${given.id}`,
      group: place.threadId,
      event: {
        type: "stopped",
        threadId: place.threadId,
        by: place.askedBy,
        stoppedAt: expect.any(Number),
      },
    },
  ]);
  const [message, card, ...more] = botMessages(stage, "@ana");
  expect(more).toEqual([]);
  expect(message?.text).toBe("One [1].");
  expect(wireOf(card?.activity)).toContain("Leave, part 1");
  expect(wireOf(card?.activity)).toContain("Stopped");
}, 15_000);

test("one who presses stop before the first word is told that nothing was written", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer();
  async function* events() {
    yield { type: "status" as const, text: "Searching" };
    await new Promise((resolve) => setTimeout(resolve, 300));
    stage.teams.people.stop("ana");
    yield { type: "sentence" as const, text: "One [1].", citations: given.citations };
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const stopped = { at: new Date().toISOString() };
    yield { type: "finished" as const, answer: { ...given, text: "", citations: [], stopped } };
  }
  await showTo(stage, place, given, { events: events() });
  const texts = botMessages(stage, "@ana").map(({ text }) => text);
  expect(texts.at(-1)).toBe("Stopped before anything was written.");
  expect(stage.kept).toHaveLength(1);
}, 15_000);

test("before two minutes are over the stream ends, and the whole answer follows as a message", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer({ text: "One [1]. Two [2]." });
  const memory = newMemory();
  async function* events() {
    yield { type: "status" as const, text: "Searching" };
    yield { type: "sentence" as const, text: "One [1].", citations: given.citations };
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    stage.ahead.ms = 101_000;
    yield { type: "sentence" as const, text: " Two [2].", citations: given.citations };
    await new Promise((resolve) => setTimeout(resolve, 500));
    yield { type: "finished" as const, answer: given };
  }
  await showTo(stage, place, given, { events: events(), memory });
  const messages = botMessages(stage, "@ana");
  expect(messages.map(({ text }) => text)).toEqual([
    "One [1].\n\n*This takes longer than I may write here: my whole answer follows below.*",
    given.text,
    "",
  ]);
  expect(messages[0]?.stream).toBe("done");
  await stage.show.withdrawAnswer(place, given.id, newMemory(memory.state));
  expect(botMessages(stage, "@ana")).toEqual([]);
}, 15_000);

test("a stream that ends in time waits for its turn after the last words", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer({ text: "One [1]. Two [2]." });
  const begunAt = performance.now();
  async function* events() {
    yield { type: "status" as const, text: "Searching" };
    await expect.poll(() => callsOf(stage, "stream")).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    // The next words come half a second before it has to end.
    stage.ahead.ms = 99_500 - (performance.now() - begunAt);
    yield { type: "sentence" as const, text: "One [1].", citations: given.citations };
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    yield { type: "finished" as const, answer: given };
  }
  await showTo(stage, place, given, { events: events() });
  const [streamed, whole] = botMessages(stage, "@ana");
  expect(streamed?.text).toMatch(/^One \[1\]\.\n\n\*This takes longer/);
  expect(whole?.text).toBe(given.text);
  expect(stage.teams.world.calls.filter(({ status }) => status === 429)).toEqual([]);
}, 15_000);

test("what Teams does not take as the answer's end is put right in the same message", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer({ text: "Something else altogether [1]." });
  async function* events() {
    yield { type: "status" as const, text: "Searching" };
    yield { type: "sentence" as const, text: "One [1].", citations: given.citations };
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    yield { type: "finished" as const, answer: given };
  }
  await showTo(stage, place, given, { events: events() });
  const [message, , ...more] = botMessages(stage, "@ana");
  expect(more).toEqual([]);
  expect(message?.text).toBe(given.text);
  expect(message?.isEdited).toBe(true);
}, 15_000);

test("while one answer streams in a chat, a second one is posted as a message", async () => {
  const [one, two] = [answer(), answer({ text: "The other one [1]." })];
  const first = stage.ask("ana", "@ana");
  const second = stage.ask("ana", "@ana", "And another thing?");
  await Promise.all([
    showTo(stage, first, one, { events: eventsOf(one, 900) }),
    showTo(stage, second, two, { events: eventsOf(two, 300) }),
  ]);
  const messages = botMessages(stage, "@ana");
  expect(messages.filter(({ stream }) => stream === "done")).toHaveLength(1);
  expect(messages).toHaveLength(4);
}, 15_000);

test("too much for Teams: a shorter card, then text that still names the sources", async () => {
  const place = stage.ask("ana", "Lunch");
  const many = (urlLength: number) =>
    Array.from({ length: 60 }, (_, i) =>
      citation(i + 1, {
        title: `Title ${i} ${"t".repeat(140)}`,
        path: "€".repeat(200),
        url: `https://d.example/${"a".repeat(urlLength)}/${i}`,
      }),
    );
  const text = `${Array.from({ length: 10 }, (_, i) => `Sentence ${i} says [${i + 1}].`).join(" ")} ${`${"More words. ".repeat(80)}\n\n`.repeat(20)}`;
  await showTo(stage, place, answer({ text, citations: many(900) }));
  // Teams takes even less than it says.
  stage.teams.world.limits.activityBytes = 6_000;
  await showTo(stage, place, answer({ text: "Ten [1].", citations: many(400) }));
  const { world } = stage.teams;
  world.complaints = world.complaints.filter((one) => !one.includes("are too many"));
  const [long, short, words, bare, ...more] = botMessages(stage, "Lunch");
  expect(more).toEqual([]);
  expect(long?.text).toContain("longer than Teams shows");
  expect(wireOf(short?.activity)).toContain("and 55 more sources");
  expect(wireOf(short?.activity)).not.toContain("Report a source");
  expect(words?.text).toBe("Ten [1].");
  expect(bare?.activity?.attachments).toBeUndefined();
  expect(bare?.text).toContain("**Sources**\n\n- \\[1\\] [Title 0");
});

test("an answer that is done is left alone", async () => {
  const place = stage.ask("ana", "Help");
  const given = answer();
  const memory = newMemory();
  await showTo(stage, place, given, { memory });
  const calls = stage.teams.world.calls.length;
  await showTo(stage, place, given, { memory, by: stage.restarted() });
  expect(stage.teams.world.calls).toHaveLength(calls);
  async function* nothing() {}
  await expect(showTo(stage, place, given, { memory, events: nothing() })).rejects.toThrow();
});
