import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import {
  createSigningKey,
  encode,
  signJwt,
} from "../../../counterparts/teams/identity/signing-keys.ts";
import {
  APP_ID,
  activityFor,
  type Connected,
  knock,
  startConnect,
  TENANT,
} from "./start-connect.ts";

const MINUTE_S = 60;
const seconds = () => Math.floor(Date.now() / 1_000);

test("a good token is taken, and its activity handed on", async () => {
  const started = await startConnect();
  expect(await knock(started)).toBe(200);
  expect(started.processed).toEqual([activityFor(started)]);
  expect(started.identity.asked).toEqual(["metadata", "keys"]);
});

type Forged = (started: Connected) => string | null;
const claims =
  (changed: Record<string, unknown>): Forged =>
  ({ identity, serviceUrl }) =>
    identity.signToken({ serviceurl: serviceUrl, ...changed });

const forged: [string, Forged][] = [
  ["none", () => null],
  ["an empty one", () => ""],
  ["no JWT", () => "let-me-in"],
  ["expired", claims({ exp: seconds() - 6 * MINUTE_S })],
  ["without an expiry", claims({ exp: undefined })],
  ["with an expiry in words", claims({ exp: "2999-01-01" })],
  ["not yet valid", claims({ nbf: seconds() + 6 * MINUTE_S })],
  ["for another app", claims({ aud: "00000000-0000-0000-0000-000000000000" })],
  ["for several apps", claims({ aud: [APP_ID, "another"] })],
  ["of another issuer", claims({ iss: "https://sts.windows.net/elsewhere/" })],
  ["of the government's issuer", claims({ iss: "https://api.botframework.us" })],
  ["for another service URL", claims({ serviceurl: "https://smba.trafficmanager.net/emea/" })],
  ["without a service URL", claims({ serviceurl: undefined })],
  [
    "signed with a key of the same name",
    ({ identity, serviceUrl }) => {
      const key = { ...createSigningKey(), kid: identity.keys[0]?.kid ?? "" };
      return identity.signToken({ serviceurl: serviceUrl }, { key });
    },
  ],
  [
    "that names an unknown key",
    ({ identity, serviceUrl }) =>
      identity.signToken({ serviceurl: serviceUrl }, { key: createSigningKey() }),
  ],
  [
    "that names no key",
    ({ identity, serviceUrl }) =>
      identity.signToken({ serviceurl: serviceUrl }, { header: { kid: undefined } }),
  ],
  [
    "signed by a key for other channels",
    ({ identity, serviceUrl }) => {
      const key = createSigningKey(["webchat", "skype"]);
      identity.keys.push(key);
      return identity.signToken({ serviceurl: serviceUrl }, { key });
    },
  ],
  [
    "that is not signed at all",
    ({ identity, serviceUrl }) => {
      const [, body] = identity.signToken({ serviceurl: serviceUrl }).split(".");
      return `${encode({ alg: "none", kid: identity.keys[0]?.kid })}.${body}.`;
    },
  ],
  [
    "that says it is not signed, and is",
    ({ identity, serviceUrl }) =>
      identity.signToken({ serviceurl: serviceUrl }, { header: { alg: "none" } }),
  ],
  [
    "signed with the published key as a password",
    ({ identity, serviceUrl }) => {
      const [key] = identity.keys;
      const [, body] = identity.signToken({ serviceurl: serviceUrl }).split(".");
      const signed = `${encode({ alg: "HS256", kid: key?.kid })}.${body}`;
      const password = JSON.stringify(key?.jwk);
      return `${signed}.${createHmac("sha256", password).update(signed).digest("base64url")}`;
    },
  ],
  [
    "whose claims were changed afterwards",
    ({ identity, serviceUrl }) => {
      const [head, , signature] = identity.signToken({ serviceurl: serviceUrl }).split(".");
      const body = { iss: "https://api.botframework.com", aud: APP_ID, serviceurl: serviceUrl };
      return `${head}.${encode({ ...body, exp: seconds() + 9_999 })}.${signature}`;
    },
  ],
  [
    "with an extension that nobody knows",
    ({ identity, serviceUrl }) =>
      identity.signToken({ serviceurl: serviceUrl }, { header: { crit: ["exp"] } }),
  ],
  [
    "that the bot itself was given",
    ({ identity }) => {
      const claimed = { aud: "https://api.botframework.com", tid: TENANT, appid: APP_ID };
      const [key] = identity.keys;
      if (key === undefined) throw new Error("no key");
      return signJwt(
        { alg: "RS256", kid: key.kid },
        { ...claimed, exp: seconds() + 999 },
        key.privateKey,
      );
    },
  ],
];

test.each(forged)("a token is refused: %s", async (_, forge) => {
  const started = await startConnect();
  const token = forge(started);
  expect(await knock(started, { token })).toBe(401);
  // Also where the keys are known already.
  expect(await knock(started)).toBe(200);
  expect(await knock(started, { token })).toBe(401);
  expect(started.processed).toHaveLength(1);
});

test("clocks may be five minutes apart, no more", async () => {
  const started = await startConnect();
  const { identity, serviceUrl: serviceurl } = started;
  const late = (by: number) => ({ token: identity.signToken({ serviceurl, exp: seconds() - by }) });
  const soon = (by: number) => ({ token: identity.signToken({ serviceurl, nbf: seconds() + by }) });
  expect(await knock(started, late(4 * MINUTE_S))).toBe(200);
  expect(await knock(started, late(5 * MINUTE_S + 2))).toBe(401);
  expect(await knock(started, soon(4 * MINUTE_S))).toBe(200);
  expect(await knock(started, soon(5 * MINUTE_S + 2))).toBe(401);
});

test.each([
  ["another channel", { channelId: "emulator" }],
  ["no channel", { channelId: undefined }],
  ["another tenant", { conversation: { id: "19:x", tenantId: "another" } }],
  ["another tenant in its channel data", { channelData: { tenant: { id: "another" } } }],
  ["no tenant", { conversation: { id: "19:x" }, channelData: {} }],
  ["neither conversation nor tenant", { conversation: null, channelData: null }],
  ["a tenant that is no word", { conversation: { id: "19:x", tenantId: { $ne: "" } } }],
])("an activity is refused: %s", async (_, changed) => {
  const started = await startConnect();
  expect(await knock(started, { body: activityFor(started, changed) })).toBe(401);
  expect(started.processed).toEqual([]);
});

test.each([
  "https://example.com/emea/",
  "https://smba.trafficmanager.net/emea/",
  "http://169.254.169.254/",
])(
  "a service URL that is not this Teams' is refused, also with a token for it: %s",
  async (url) => {
    const started = await startConnect();
    const token = started.identity.signToken({ serviceurl: url });
    const body = activityFor(started, { serviceUrl: url });
    expect(await knock(started, { token, body })).toBe(401);
    expect(started.identity.asked).toEqual([]);
  },
);

test("either place may name the tenant", async () => {
  const started = await startConnect();
  const one = activityFor(started, { conversation: { id: "19:x" } });
  const other = activityFor(started, { channelData: null });
  const third = activityFor(started, { channelData: { tenant: null } });
  expect(await knock(started, { body: one })).toBe(200);
  expect(await knock(started, { body: other })).toBe(200);
  expect(await knock(started, { body: third })).toBe(200);
});

test("a tenant that is not named is logged once, and neither token nor text is", async () => {
  const started = await startConnect();
  const body = activityFor(started, { conversation: { id: "19:x", tenantId: "another" } });
  const token = started.identity.signToken({ serviceurl: started.serviceUrl });
  for (const _ of [1, 2, 3]) await knock(started, { body, token });
  expect(started.logged).toHaveLength(1);
  expect(started.logged[0]).toMatchObject({ reason: expect.stringMatching(/: another$/) });
  expect(JSON.stringify(started.logged)).not.toMatch(new RegExp(`${token}|badge`));
});

test("while the keys cannot be had, Teams is asked to come again; then it is taken", async () => {
  const started = await startConnect();
  const { identity, clock, serviceUrl: serviceurl } = started;
  identity.isAway = true;
  expect(await knock(started)).toBe(503);
  // A stranger learns nothing from it, and costs nothing.
  expect(await knock(started, { token: identity.signToken({ serviceurl, aud: "x" }) })).toBe(401);
  identity.isAway = false;
  clock.now = () => Date.now() + 6_000;
  expect(await knock(started)).toBe(200);
  identity.isAway = true;
  clock.now = () => Date.now() + 30 * 60 * 60_000;
  const nextDay = Math.floor(clock.now() / 1_000);
  expect(await knock(started, { token: identity.signToken({ serviceurl, nbf: nextDay }) })).toBe(
    200,
  );
  clock.now = () => Date.now() + 6 * 24 * 60 * 60_000;
  expect(await knock(started)).toBe(503);
});

test("a new key is looked for, yet not for each token that names one", async () => {
  const started = await startConnect();
  const { identity, clock, serviceUrl: serviceurl } = started;
  await knock(started);
  identity.keys.unshift(createSigningKey());
  const asked = () => identity.asked.filter((what) => what === "keys").length;
  for (const _ of [1, 2, 3]) {
    const token = identity.signToken({ serviceurl }, { key: createSigningKey() });
    expect(await knock(started, { token })).toBe(401);
  }
  expect(asked()).toBe(1);
  clock.now = () => Date.now() + 61_000;
  expect(await knock(started)).toBe(200);
  expect(asked()).toBe(2);
});

test("keys are fetched once for many at a time", async () => {
  const started = await startConnect();
  const bodies = Array.from({ length: 20 }, (_, n) => activityFor(started, { id: `${n}` }));
  const all = await Promise.all(bodies.map((body) => knock(started, { body })));
  expect(new Set(all)).toEqual(new Set([200]));
  expect(started.identity.asked).toEqual(["metadata", "keys"]);
});
