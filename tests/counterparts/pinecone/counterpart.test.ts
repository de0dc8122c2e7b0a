import { afterAll, beforeAll, expect, test } from "vitest";
import {
  hasOfficialDescriptions,
  readOfficialDescriptions,
} from "./checks/official-description.ts";
import {
  type PineconeCounterpart,
  startPineconeCounterpart,
} from "./start-pinecone-counterpart.ts";

const SPEC = { serverless: { cloud: "aws", region: "us-east-1" } };
const dense = (name: string, dimension = 3) => ({ name, dimension, metric: "cosine", spec: SPEC });

let counterpart: PineconeCounterpart;
let host: string;
let sparseHost: string;
beforeAll(async () => {
  counterpart = await startPineconeCounterpart({ shownAfterMs: 0, maxIndexes: 3 });
  host = await make(dense("kb"));
  const sparse = { name: "words", vector_type: "sparse", metric: "dotproduct", spec: SPEC };
  sparseHost = await make(sparse);
  const vectors = [
    { id: "a", values: [1, 0, 0], metadata: { list: 1, source: "wiki", tags: ["x", "y"] } },
    { id: "b", values: [0, 1, 0], metadata: { list: 2, source: "wiki", open: true } },
    { id: "c", values: [0, 0, 1], metadata: { list: 30, source: "files" } },
  ];
  await post(host, "/vectors/upsert", { vectors, namespace: "n" });
});
afterAll(() => counterpart.close());

async function post(
  base: string,
  path: string,
  body: unknown,
  change: Record<string, string> = {},
) {
  const headers = {
    "content-type": "application/json",
    "api-key": counterpart.apiKey,
    "x-pinecone-api-version": "2026-04",
    ...change,
  };
  const response = await fetch(base + path, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return { status: response.status, body: isJson ? JSON.parse(text) : text, response };
}

async function make(index: object): Promise<string> {
  const { body } = await post(counterpart.url, "/indexes", index);
  return body.host;
}

const query = (filter: unknown, change: object = {}) =>
  post(host, "/query", { vector: [1, 1, 1], topK: 10, namespace: "n", filter, ...change });

test.each<[filter: object, found: string[]]>([
  [{ list: { $in: [1, 30] } }, ["a", "c"]],
  [{ list: 2 }, ["b"]],
  [{ list: { $eq: 2 }, source: { $eq: "wiki" } }, ["b"]],
  [{ source: { $ne: "wiki" } }, ["c"]],
  [{ list: { $nin: [1, 2] } }, ["c"]],
  [{ list: { $gt: 1, $lte: 30 } }, ["b", "c"]],
  [{ list: { $gte: 2, $lt: 30 } }, ["b"]],
  [{ open: { $exists: true } }, ["b"]],
  [{ tags: { $in: ["y"] } }, ["a"]],
  [{ $or: [{ list: 1 }, { $and: [{ source: "files" }, { list: 30 }] }] }, ["a", "c"]],
])("filter %j", async (filter, found) => {
  const { body } = await query(filter);
  expect(body.matches.map(({ id }: { id: string }) => id).sort()).toEqual(found);
});

const tooMany = Array.from({ length: 10_001 }, (_, at) => at);
test.each<[what: string, filter: unknown]>([
  ["an operator that there is not", { list: { $regex: "a" } }],
  ["an operator in the wrong place", { $in: [1] }],
  ["$not", { $not: { list: 1 } }],
  ["no condition", {}],
  ["a list of another kind", { list: { $in: 1 } }],
  ["more values than it takes", { list: { $in: tooMany } }],
  ["a comparison of words", { list: { $gt: "a" } }],
])("a filter with %s is refused", async (_, filter) => {
  expect((await query(filter)).status).toBe(400);
});

const record = (change: object) => ({ vectors: [{ id: "x", values: [1, 2, 3], ...change }] });
test.each<[what: string, body: object]>([
  ["another dimension", record({ values: [1, 2] })],
  ["a vector without a direction", record({ values: [0, 0, 0] })],
  ["sparse values in a dense index", record({ sparseValues: { indices: [1], values: [1] } })],
  ["metadata within metadata", record({ metadata: { a: { b: 1 } } })],
  ["metadata that is too long", record({ metadata: { a: "x".repeat(50_000) } })],
  ["an id that is too long", record({ id: "x".repeat(513) })],
  ["nothing", { vectors: [] }],
  [
    "more records than it takes",
    { vectors: tooMany.slice(0, 1_001).map((n) => ({ id: `${n}`, values: [1, 2, 3] })) },
  ],
  [
    "more bytes than it takes",
    {
      vectors: tooMany
        .slice(0, 60)
        .map((n) => ({ id: `${n}`, values: [1, 2, 3], metadata: { a: "x".repeat(39_000) } })),
    },
  ],
  ["a field that there is not", { ...record({}), async: true }],
])("an upsert of %s is refused", async (_, body) => {
  expect((await post(host, "/vectors/upsert", body)).status).toBe(400);
});

test("a sparse index takes no dense values, nor the same term twice", async () => {
  const upsert = (vector: object) =>
    post(sparseHost, "/vectors/upsert", { vectors: [{ id: "x", ...vector }] });
  expect((await upsert({ values: [1, 2, 3] })).status).toBe(400);
  expect((await upsert({ sparseValues: { indices: [1, 1], values: [1, 2] } })).status).toBe(400);
  expect((await upsert({ sparseValues: { indices: [1, 2], values: [1] } })).status).toBe(400);
  expect((await upsert({ sparseValues: { indices: [1, 2], values: [1, 2] } })).status).toBe(200);
});

test("a write is shown late, and the headers say up to where", async () => {
  counterpart.world.shownAfterMs = 150;
  const written = await post(host, "/vectors/upsert", {
    ...record({ id: "late" }),
    namespace: "n",
  });
  counterpart.world.shownAfterMs = 0;
  const number = (reply: typeof written, name: string) =>
    Number(reply.response.headers.get(`x-pinecone-${name}`));
  const shows = async () => {
    const reply = await query(undefined);
    const ids = reply.body.matches.map(({ id }: { id: string }) => id);
    const isSaid = number(reply, "max-indexed-lsn") >= number(written, "request-lsn");
    return [ids.includes("late"), isSaid];
  };
  expect(await shows()).toEqual([false, false]);
  await expect.poll(shows).toEqual([true, true]);
});

test("keys, versions, names, quotas and indexes twice are looked at", async () => {
  const statusOf = async (body: object, headers?: Record<string, string>) =>
    (await post(counterpart.url, "/indexes", body, headers)).status;
  expect(await statusOf(dense("k"), { "api-key": "no" })).toBe(401);
  expect(await statusOf(dense("k"), { "x-pinecone-api-version": "2025-01" })).toBe(400);
  expect(await statusOf(dense("K_1"))).toBe(400);
  expect(await statusOf(dense("kb"))).toBe(409);
  expect(await statusOf(dense("third"))).toBe(201);
  expect(await statusOf(dense("fourth"))).toBe(403);
});

test("the vendor's own description refuses what breaks its schema", async ({ skip }) => {
  if (!hasOfficialDescriptions()) return skip("no ../shared");
  const { data } = await readOfficialDescriptions();
  const headers = { "x-pinecone-api-version": "2026-04" };
  const errors = (path: string, body: unknown) =>
    data.requestErrors({ method: "post", path, headers, body });
  expect(errors("/query", { topK: 10, vector: [1] })).toEqual([]);
  expect(errors("/query", { topK: 10_001, vector: [1] })).not.toEqual([]);
  expect(errors("/vectors/upsert", { vectors: [{ values: [1] }] })).not.toEqual([]);
});
