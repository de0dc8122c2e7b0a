import { createServer } from "node:net";
import { expect, test } from "vitest";
import { ChatError, isPassing } from "../../../../src/chat/chat-error.ts";
import { createTeamsConnector } from "../../../../src/chat/teams/connect/create-teams-connector.ts";
import { refusalOf } from "../../../../src/chat/teams/connect/to-chat-error.ts";
import { isAboutContents, mayHaveArrived } from "../../../../src/chat/teams/wire/refusal.ts";
import { APP_ID, startConnect } from "./start-connect.ts";

test.each([
  [400, "invalid", "BadSyntax"],
  [401, "unavailable", undefined],
  [403, "not-allowed", "ContentStreamNotAllowed"],
  [404, "unknown-room", "ConversationNotFound"],
  [408, "unavailable", undefined],
  [412, "unavailable", "PreconditionFailed"],
  [413, "invalid", "MessageSizeTooBig"],
  [429, "rate-limited", "Throttled"],
  [500, "unavailable", "ServiceError"],
  [502, "unavailable", undefined],
  [503, "unavailable", undefined],
  [504, "unavailable", undefined],
])("a refusal with %i is %s, after one request", async (status, code, word) => {
  const { connector, address, calls } = await startConnect({
    answer: () => {
      const headers = { "retry-after": "7" };
      if (word === undefined) return new Response("<html>", { status, headers });
      return Response.json({ error: { code: word, message: "why" } }, { status, headers });
    },
  });
  const calling = [
    () => connector.send(address, { type: "message", text: "x" }),
    () => connector.members(address),
    () => connector.team(address, "19:team"),
  ];
  for (const call of calling) {
    calls.length = 0;
    const error = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ChatError);
    expect(error).toMatchObject({ code });
    expect(refusalOf(error)).toEqual({
      ...{ status, code: word, message: word && "why", retryAfterMs: 7_000 },
    });
    expect(calls).toHaveLength(1);
  }
});

test("the older shape of a refusal, and a date to come back at, are read as well", async () => {
  const { connector, address } = await startConnect({
    answer: () => {
      const headers = { "retry-after": new Date(Date.now() + 20_000).toUTCString() };
      return Response.json({ errorCode: 209, message: "too fast" }, { status: 429, headers });
    },
  });
  const error = await connector.remove(address, "1").catch((thrown: unknown) => thrown);
  expect(refusalOf(error)).toMatchObject({ status: 429, code: "209", message: "too fast" });
  const wait = refusalOf(error)?.retryAfterMs ?? 0;
  expect(wait).toBeGreaterThan(15_000);
  expect(wait).toBeLessThanOrEqual(20_000);
});

test("nobody is followed to another address, and no error holds a token", async () => {
  const { connector, address, calls, url } = await startConnect({
    answer: ({ path }) =>
      path.startsWith("/connector/")
        ? new Response(null, { status: 307, headers: { location: `${url}/elsewhere` } })
        : Response.json({ id: "1" }),
  });
  const sending = connector.send(address, { type: "message", text: "x" });
  const error = await sending.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "invalid" });
  expect(calls).toHaveLength(1);
  const token = calls[0]?.authorization?.replace("Bearer ", "") ?? "no token";
  expect(
    JSON.stringify([error, (error as ChatError).cause, (error as ChatError).stack]),
  ).not.toContain(token);
});

test("an answer that cannot be read, and a cut line, may have been done all the same", async () => {
  const { connector, address, close } = await startConnect({
    answer: () =>
      new Response("{", { status: 201, headers: { "content-type": "application/json" } }),
  });
  const send = () => connector.send(address, { type: "message", text: "x" });
  await expect(send()).rejects.toMatchObject({ code: "unavailable" });
  await close();
  const error = await send().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/reached at/),
  });
  expect(refusalOf(error)).toBeUndefined();
});

test.each(["says nothing", "stops in the middle"])(
  "one that %s is waited for, then left",
  async (how) => {
    const hang = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from("{")) });
    const { options, appToken, address, calls } = await startConnect({
      answer: () =>
        how === "says nothing" ? new Promise<never>(() => undefined) : new Response(hang),
    });
    const impatient = createTeamsConnector(options, { appToken, timeoutMs: 200 });
    const sending = impatient.send(address, { type: "message", text: "x" });
    await expect(sending).rejects.toMatchObject({ code: "unavailable" });
    expect(calls).toHaveLength(1);
  },
);

test("nothing is sent, and no token given, to what is no connector of Teams", async () => {
  const { connector, address, calls, identity } = await startConnect();
  let knocked = 0;
  const stranger = createServer((socket) => {
    knocked += 1;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => stranger.once("listening", resolve));
  const { port } = stranger.address() as { port: number };
  const elsewhere = { ...address, serviceUrl: `http://127.0.0.1:${port}/` };
  await expect(connector.send(elsewhere, { type: "typing" })).rejects.toMatchObject({
    code: "not-allowed",
  });
  stranger.close();
  expect([knocked, calls, identity.asked]).toEqual([0, [], []]);
});

test("a token that is not taken any more is asked for anew, and the call made once more", async () => {
  const refused = new Set<string | null>();
  const { connector, address, calls, clock, identity } = await startConnect({
    answer: ({ authorization }) =>
      refused.has(authorization)
        ? Response.json({ error: { code: "Unauthorized" } }, { status: 401 })
        : Response.json({ id: "1" }, { status: 201 }),
  });
  const send = () => connector.send(address, { type: "message", text: "x" });
  const authorizations = () => calls.map(({ authorization }) => authorization);
  await send();
  const [first = null] = authorizations();
  refused.add(first);
  // It is as new as can be: another one would be refused as well.
  const error = await send().catch((thrown: unknown) => thrown);
  // It passes, and nothing was done.
  expect([isPassing(error), mayHaveArrived(error)]).toEqual([true, false]);
  expect([calls.length, identity.asked.length]).toEqual([2, 1]);
  clock.now = () => Date.now() + 2 * 60_000;
  calls.length = 0;
  expect(await Promise.all([send(), send()])).toEqual(["1", "1"]);
  expect(authorizations().slice(0, 2)).toEqual([first, first]);
  expect(authorizations()).toHaveLength(4);
  expect(new Set(authorizations())).toHaveProperty("size", 2);
  expect(identity.asked).toHaveLength(2);
});

test("a secret that is refused is said, and passes: it is no matter of the room's", async () => {
  const { connector, address, calls } = await startConnect({
    app: { id: APP_ID, password: "wrong~secret" },
  });
  const sending = connector.send(address, { type: "message", text: "x" });
  const error = await sending.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/TEAMS_APP_PASSWORD is not the secret .*AADSTS7000215/),
  });
  expect([isAboutContents(error), mayHaveArrived(error), calls]).toEqual([false, false, []]);
});
