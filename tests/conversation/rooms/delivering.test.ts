import { expect, test } from "vitest";
import { ChatError } from "../../../src/chat/chat-error.ts";
import { roomAudience } from "../../../src/conversation/rooms/room-audience.ts";
import { createPretendPlatform } from "./pretend-platform.ts";
import { createPretendServer } from "./pretend-server.ts";
import { botSaid, gate, LEAVE, LIBRARY, openWorld } from "./pretend-world.ts";

test("a slow room holds up no other", async () => {
  const held = gate();
  const slow: string[] = [];
  const world = await openWorld({
    async before(_, roomId) {
      if (slow.includes(roomId)) await held.promise;
    },
  });
  const [first, second] = [
    await world.addRoom("open", ["ana"]),
    await world.addRoom("open", ["ana"]),
  ];
  slow.push(first);
  const waiting = [];
  for (let n = 0; n < 20; n += 1) {
    waiting.push(await world.say("ana", first, LEAVE, { mention: true }));
  }
  const quick = await world.say("ana", second, LIBRARY, { mention: true });
  const outcome = async () => (await botSaid(world, "ana", quick))[0]?.answer?.outcome;
  await expect.poll(outcome, { timeout: 20_000 }).toBe("answered");
  held.open();
  await world.settle();
  for (const said of waiting) expect(await botSaid(world, "ana", said)).toHaveLength(1);
});

test("what was accepted but never queued, and what was answered but never shown, is found", async () => {
  const world = await openWorld({ isStopped: true });
  const room = await world.addRoom("open", ["ana"]);
  const longAgo = Date.now() - 20_000;
  const accept = (messageId: string) => {
    const place = { workspaceId: "pretend:T1", roomId: room, roomKind: "open" as const };
    const asked = { threadId: messageId, askedBy: "pretend:T1:U-ana", messageId };
    return world.storage.rooms.replies.accept(
      {
        ...{ id: messageId, surface: "pretend", askedAt: longAgo, question: LEAVE },
        ...{ threadId: messageId, askedBy: asked.askedBy, audience: [["everyone"]] },
        ...{ outcome: undefined, finishedAt: undefined, answer: undefined, evidence: undefined },
        ...{ promptVersion: undefined, retrievalVersion: undefined },
      },
      {
        ...{ ...place, ...asked, answerId: messageId, onlyTo: undefined, context: [] },
        ...{ again: undefined, saidAt: longAgo, createdAt: longAgo },
      },
    );
  };
  await accept(`${room}:a`);
  await accept(`${room}:b`);
  const answer = { id: `${room}:b`, outcome: "busy", text: "Later.", citations: [] };
  const nothing = { evidence: undefined, promptVersion: undefined };
  const finished = { outcome: "busy", answer, ...nothing, finishedAt: longAgo } as const;
  await world.storage.answers.finish(`${room}:b`, finished);
  world.start();
  await world.settle();
  const shown = world.server.messages().map(({ threadId, answer }) => [threadId, answer?.outcome]);
  expect(shown.sort()).toEqual([
    [`${room}:a`, "answered"],
    [`${room}:b`, "busy"],
  ]);
});

test("a platform that comes back gets the answer; one that refuses for good is left alone", async () => {
  let refusals: ChatError[] = [];
  const world = await openWorld({
    maxAttempts: 5,
    async before(call) {
      const refusal = call === "show" ? refusals.shift() : undefined;
      if (refusal !== undefined) throw refusal;
    },
  });
  const room = await world.addRoom("open", ["ana"]);
  const away = () => new ChatError("unavailable", "The chat is away.");
  refusals = [away(), away()];
  const said = await world.say("ana", room, LEAVE, { mention: true });
  await world.settle();
  expect(await botSaid(world, "ana", said)).toHaveLength(1);
  refusals = [new ChatError("not-allowed", "The bot may not write here.")];
  const refused = await world.say("ana", room, LIBRARY, { mention: true });
  await world.settle();
  expect(await botSaid(world, "ana", refused)).toEqual([]);
  const reply = await world.storage.rooms.replies.get(refused.messageId);
  expect(reply?.settledAs).toBe("undeliverable");
});

test("a platform that does not answer in time is away", async () => {
  const never = () => new Promise<void>(() => undefined);
  const platform = createPretendPlatform(createPretendServer("pretend:T1"), { before: never });
  const room = { workspaceId: "pretend:T1", roomId: "pretend:T1:C1", roomKind: "open" as const };
  const message = { threadId: "t", messageId: "m", askedBy: "ana", onlyTo: undefined };
  const place = { ...room, ...message };
  const asked = roomAudience(platform, place, { tries: 2, patienceMs: 20 });
  await expect(asked).rejects.toMatchObject({ name: "ChatError", code: "unavailable" });
});

test("stopped in the middle of showing, it goes on after the start, in the same message", async () => {
  const held = gate();
  let shows = 0;
  const world = await openWorld({
    async before(call) {
      shows += call === "show" ? 1 : 0;
      if (shows === 2) await held.promise;
    },
  });
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  await expect.poll(() => shows, { timeout: 20_000 }).toBe(2);
  const stopped = world.stop();
  held.open();
  await stopped;
  const [half] = await botSaid(world, "ana", said);
  expect(half?.answer).toBeUndefined();
  world.start();
  await world.settle();
  const [shown, ...more] = await botSaid(world, "ana", said);
  expect(more).toEqual([]);
  expect(shown).toMatchObject({ messageId: half?.messageId, answer: { outcome: "answered" } });
});

test("over the limit, a question is told so in its thread", async () => {
  const held = gate();
  const world = await openWorld({
    async before(call) {
      if (call === "show") await held.promise;
    },
  });
  world.app.config.maxPendingPerAsker = 0;
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  held.open();
  await world.settle();
  const [shown] = await botSaid(world, "ana", said);
  expect(shown?.answer).toMatchObject({ outcome: "busy", retryAfterMs: expect.any(Number) });
});

test("an answer that waited is not shown where somebody came who may not read it", async () => {
  const held = gate();
  let ahead = 0;
  const world = await openWorld({
    guests: ["gus"],
    now: () => Date.now() + ahead,
    async before(call) {
      if (call !== "show" || ahead > 0) return;
      await held.promise;
      throw new ChatError("unavailable", "The chat is away.");
    },
  });
  const [alone, joined] = [
    await world.addRoom("closed", ["ana"]),
    await world.addRoom("closed", ["ana"]),
  ];
  const asked = [
    await world.say("ana", alone, LEAVE, { mention: true }),
    await world.say("ana", joined, LEAVE, { mention: true }),
  ] as const;
  const outcomes = () =>
    Promise.all(
      asked.map(async (one) => (await world.storage.answers.get(one.messageId))?.outcome),
    );
  await expect.poll(outcomes, { timeout: 20_000 }).toEqual(["answered", "answered"]);
  await world.join(joined, "gus");
  ahead = 60_000;
  held.open();
  await world.settle();
  const [[shown], [refused, ...more]] = [
    await botSaid(world, "ana", asked[0]),
    await botSaid(world, "ana", asked[1]),
  ];
  expect(shown?.answer?.outcome).toBe("answered");
  expect(refused?.answer).toMatchObject({ outcome: "failed", citations: [], nearest: [] });
  expect(refused?.text).toContain("Please ask again");
  expect(more).toEqual([]);
});
