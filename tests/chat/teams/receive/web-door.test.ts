import { expect, test } from "vitest";
import { activityFor, knock, startConnect } from "../connect/start-connect.ts";

const HOUR_MS = 60 * 60_000;

test("what is no POST, too long or no JSON is refused, and nothing of it is handed on", async () => {
  const started = await startConnect();
  expect((await fetch(started.doorUrl)).status).toBe(405);
  expect(await knock(started, { body: "{" })).toBe(400);
  expect(await knock(started, { body: "7" })).toBe(400);
  expect(await knock(started, { type: "text/plain" })).toBe(400);
  expect(await knock(started, { body: `"${"x".repeat(1_000_001)}"` })).toBe(413);
  // Who has no token learns nothing of that.
  expect(await knock(started, { body: "{", token: null })).toBe(401);
  expect(await knock(started, { body: [activityFor(started)] })).toBe(401);
  expect(started.processed).toEqual([]);
  expect(await knock(started, { type: "application/json; charset=utf-8" })).toBe(200);
});

test("what Teams is to be told comes back with its status", async () => {
  const replies = [
    undefined,
    { status: 200, body: { statusCode: 200, value: "ok" } },
    { status: 501 },
  ];
  const started = await startConnect({ process: async () => replies.shift() });
  const { identity, serviceUrl: serviceurl } = started;
  const send = async (id: string) => {
    const response = await fetch(started.doorUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${identity.signToken({ serviceurl })}`,
      },
      body: JSON.stringify(activityFor(started, { id })),
    });
    return [response.status, await response.text()];
  };
  expect(await send("1")).toEqual([200, ""]);
  expect(await send("2")).toEqual([200, '{"statusCode":200,"value":"ok"}']);
  expect(await send("3")).toEqual([501, ""]);
});

test("what was acknowledged is refused when it is played back, until its token is worth nothing", async () => {
  const started = await startConnect();
  const { identity, clock, serviceUrl: serviceurl } = started;
  const token = identity.signToken({ serviceurl });
  expect(await knock(started, { token })).toBe(200);
  expect(await knock(started, { token })).toBe(401);
  clock.now = () => Date.now() + HOUR_MS - 1_000;
  expect(await knock(started, { token })).toBe(401);
  clock.now = () => Date.now() + HOUR_MS + 4 * 60_000;
  expect(await knock(started, { token })).toBe(401);
  clock.now = () => Date.now() + HOUR_MS + 6 * 60_000;
  expect(await knock(started, { token })).toBe(401);
  expect(started.processed).toHaveLength(1);
});

test("one token brings many activities, and an activity may come again with another", async () => {
  const started = await startConnect();
  const { identity, serviceUrl: serviceurl } = started;
  const token = identity.signToken({ serviceurl });
  const other = identity.signToken({ serviceurl, nbf: Math.floor(Date.now() / 1_000) - 60 });
  expect(await knock(started, { token })).toBe(200);
  expect(await knock(started, { token, body: activityFor(started, { id: "2" }) })).toBe(200);
  expect(await knock(started, { token: other })).toBe(200);
  expect(started.processed).toHaveLength(3);
});

test("a token that is written differently is the same token", async () => {
  const started = await startConnect();
  const token = started.identity.signToken({ serviceurl: started.serviceUrl });
  expect(await knock(started, { token })).toBe(200);
  // The last character of a signature of 256 bytes holds two bits that mean nothing.
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = letters.indexOf(token.at(-1) ?? "");
  const twin = `${token.slice(0, -1)}${letters[last ^ 1]}`;
  expect(twin).not.toBe(token);
  expect(await knock(started, { token: twin })).toBe(401);
  expect(started.processed).toHaveLength(1);
});

test("what was not kept comes again, and is taken then", async () => {
  let isBroken = true;
  const started = await startConnect({
    process: async () => {
      if (isBroken) throw new Error("The disk is full.");
      return undefined;
    },
  });
  const token = started.identity.signToken({ serviceurl: started.serviceUrl });
  expect(await knock(started, { token })).toBe(500);
  expect(started.logged.at(-1)).toMatchObject({ err: { message: "The disk is full." } });
  isBroken = false;
  expect(await knock(started, { token })).toBe(200);
  expect(await knock(started, { token })).toBe(401);
});

test("a double that comes while the first is being kept shares its outcome", async () => {
  const waiting: ((reply: { status: number }) => void)[] = [];
  const started = await startConnect({ process: () => new Promise((done) => waiting.push(done)) });
  const token = started.identity.signToken({ serviceurl: started.serviceUrl });
  const both = [knock(started, { token }), knock(started, { token })];
  await expect.poll(() => waiting.length).toBe(1);
  // Long enough for the second to come in as well.
  await new Promise((done) => setTimeout(done, 100));
  waiting[0]?.({ status: 202 });
  expect(await Promise.all(both)).toEqual([202, 202]);
  expect(waiting).toHaveLength(1);
});

test("the playground's door opens to programs on this machine alone", async () => {
  const started = await startConnect({
    ...{ app: undefined, tenantIds: [], pretendUrl: undefined, isPlayground: true },
  });
  const send = async (headers: Record<string, string>, changed = {}) => {
    const response = await fetch(started.doorUrl, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(activityFor(started, changed)),
    });
    return response.status;
  };
  expect(await send({})).toBe(200);
  // What it sends twice is up to it: it signs nothing to know it by.
  expect(await send({})).toBe(200);
  expect(await send({ origin: "https://example.com" })).toBe(401);
  expect(await send({ "x-forwarded-for": "203.0.113.7" })).toBe(401);
  expect(await send({ forwarded: "for=203.0.113.7" })).toBe(401);
  expect(await send({}, { serviceUrl: "https://smba.trafficmanager.net/emea/" })).toBe(401);
  expect(await send({}, { serviceUrl: "http://10.0.0.1/" })).toBe(401);
  expect(started.processed).toHaveLength(2);
});
