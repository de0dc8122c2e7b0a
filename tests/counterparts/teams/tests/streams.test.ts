import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TeamsCounterpart } from "../start-teams-counterpart.ts";
import { at, type Call, caller, idOf, start } from "./start.ts";

const GAP_MS = 60;

let teams: TeamsCounterpart;
let call: Call;

beforeEach(async () => {
  teams = await start({ limits: { streamGapMs: GAP_MS, streamMs: 1_500 } });
  call = await caller(teams);
});

afterEach(() => teams.close());

interface Info {
  id?: string | undefined;
  type?: "informative" | "streaming" | "final";
  sequence?: number;
}

function piece(text: string, { id, type = "streaming", sequence }: Info): object {
  const info = {
    type: "streaminfo",
    streamType: type,
    ...(id === undefined ? {} : { streamId: id }),
    ...(sequence === undefined ? {} : { streamSequence: sequence }),
  };
  return { type: type === "final" ? "message" : "typing", text, entities: [info] };
}

const send = (activity: object, room = "@ana") => call("POST", at(idOf(teams, room)), activity);
const next = async (activity: object) => {
  await wait(GAP_MS);
  return send(activity);
};

test("an answer comes in pieces that grow, and ends as a message", async () => {
  const first = await send(piece("Searching…", { type: "informative", sequence: 1 }));
  expect(first.status).toBe(201);
  const { id } = first.body;
  expect((await next(piece("Yes", { id, sequence: 2 }))).status).toBe(202);
  expect(teams.read("ana", "@ana")).toContain("Footnote (bot): Yes\n  …");
  expect((await next(piece("Yes, it is.", { id, sequence: 3 }))).status).toBe(202);
  expect((await next(piece("Yes, it is. [1]", { id, type: "final" }))).status).toBe(202);
  expect(teams.read("ana", "@ana")).toBe("chat with the bot\nFootnote (bot): Yes, it is. [1]");
  expect(teams.world.complaints).toEqual([]);
  const late = await next(piece("Yes, it is. [1] And", { id, sequence: 4 }));
  expect(late.status).toBe(403);
  expect(late.body.error).toEqual({
    code: "ContentStreamNotAllowed",
    message: "Content stream is not allowed on an already completed streamed message",
  });
});

test("only personal chats have streams", async () => {
  const refused = await send(piece("Hm", { sequence: 1 }), "Lunch");
  expect(refused.status).toBe(400);
  expect(refused.body.error?.message).toContain("not enabled");
  expect(teams.world.complaints).toHaveLength(1);
});

test("what was shown stays: a piece that does not begin with it is refused", async () => {
  const { id } = (await send(piece("Yes, it", { sequence: 1 }))).body;
  expect((await next(piece("No", { id, sequence: 2 }))).status).toBe(400);
  expect((await next(piece("No.", { id, type: "final" }))).status).toBe(400);
});

test("more than one request in the time is 429", async () => {
  const { id } = (await send(piece("Yes", { sequence: 1 }))).body;
  await wait(GAP_MS);
  expect((await send(piece("Yes,", { id, sequence: 2 }))).status).toBe(202);
  teams.world.limits.streamGapMs = 1_000;
  const refused = await send(piece("Yes, it", { id, sequence: 3 }));
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("1");
});

test.each([
  ["no text", piece("", { sequence: 1 })],
  ["a first number that is not 1", piece("Hm", { sequence: 2 })],
  ["a long informative update", piece("x".repeat(1_001), { type: "informative", sequence: 1 })],
  ["an end without a beginning", piece("Hm", { type: "final" })],
  ["a stream that is not there", piece("Hm", { id: "1", sequence: 2 })],
])("%s is refused", async (_name, activity) => {
  expect((await send(activity)).status).toBe(400);
  expect(teams.world.complaints).toHaveLength(1);
});

test("a number that does not grow is dropped", async () => {
  const { id } = (await send(piece("Yes", { sequence: 1 }))).body;
  const dropped = await next(piece("Yes, it", { id, sequence: 1 }));
  expect(dropped.status).toBe(202);
  expect(dropped.body.error?.code).toBe("ContentStreamSequenceOrderPreConditionFailed");
  expect(teams.read("ana", "@ana")).not.toContain("Yes, it");
});

test("after its time a stream is over", async () => {
  const { id } = (await send(piece("Yes", { sequence: 1 }))).body;
  await wait(1_600);
  const refused = await send(piece("Yes.", { id, type: "final" }));
  expect(refused.status).toBe(403);
  expect(refused.body.error?.message).toBe(
    "Content stream finished due to exceeded streaming time.",
  );
});

test("the person stops it: the next request is refused, and that is no fault of the bot's", async () => {
  const { id } = (await send(piece("Yes", { sequence: 1 }))).body;
  teams.people.stop("ana");
  const refused = await next(piece("Yes, it", { id, sequence: 2 }));
  expect(refused.body.error).toEqual({
    code: "ContentStreamNotAllowed",
    message: "Content stream was cancelled by user.",
  });
  expect(teams.world.complaints).toEqual([]);
  expect(teams.read("ana", "@ana")).toContain("(stopped)");
  expect(() => teams.people.stop("ana")).toThrow();
});
