import { z } from "zod";
import { compileFilter, type Metadata } from "../filter.ts";
import type { StoredRecord } from "../records.ts";
import { Refusal, refuse } from "../refusal.ts";
import { type IndexState, namespaceOf, type World } from "../world.ts";
import type { Reply } from "./handle-control.ts";

const MAX_METADATA_BYTES = 40 * 1_024;

const sparseValues = z.strictObject({
  indices: z.array(z.int().min(0).max(0xffffffff)).min(1).max(1_000),
  values: z.array(z.number()).min(1).max(1_000),
});
const values = z.array(z.number()).min(1).max(20_000);
const metadata = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
const id = z.string().min(1).max(512);
const namespace = z.string().default("");

const upsertRequest = z.strictObject({
  namespace,
  vectors: z
    .array(
      z.strictObject({
        id,
        values: values.optional(),
        sparseValues: sparseValues.optional(),
        metadata: metadata.optional(),
      }),
    )
    .min(1)
    .max(1_000),
});

const queryRequest = z.strictObject({
  namespace,
  topK: z.int().min(1).max(10_000),
  vector: values.optional(),
  sparseVector: sparseValues.optional(),
  filter: z.unknown().optional(),
  includeValues: z.boolean().default(false),
  includeMetadata: z.boolean().default(false),
});

const deleteRequest = z.strictObject({
  namespace,
  ids: z.array(id).min(1).max(1_000).optional(),
  deleteAll: z.boolean().default(false),
});

type Upsert = z.infer<typeof upsertRequest>["vectors"][number];
type Handler = (world: World, index: IndexState, body: unknown) => Reply;

const HANDLERS: Readonly<Record<string, Handler>> = {
  "POST /vectors/upsert": upsert,
  "POST /query": query,
  "POST /vectors/delete": remove,
  "POST /describe_index_stats": describeStats,
};

/** The API of one index. */
export function handleData(
  world: World,
  index: IndexState,
  method: string,
  path: string,
  body: unknown,
): Reply {
  const handler = HANDLERS[`${method} ${path}`];
  if (handler === undefined) {
    throw new Refusal(501, "UNIMPLEMENTED", `${method} ${path} is not in this counterpart`);
  }
  if (index.readyAt > world.now()) throw new Refusal(503, "UNAVAILABLE", "Index is not ready");
  return handler(world, index, body);
}

function upsert(world: World, index: IndexState, body: unknown): Reply {
  const { vectors, namespace } = read(upsertRequest, body);
  const records = vectors.map((vector) => toRecord(index, vector));
  const written = namespaceOf(index, namespace).write(
    { kind: "upsert", records },
    world.now() + world.shownAfterMs,
  );
  const headers = { "x-pinecone-request-lsn": String(written) };
  return { status: 200, body: { upsertedCount: records.length }, headers };
}

function toRecord(index: IndexState, vector: Upsert): StoredRecord {
  if (JSON.stringify(vector.metadata ?? {}).length > MAX_METADATA_BYTES) {
    return refuse(`Metadata size of ${vector.id} exceeds the limit of 40960 bytes per vector`);
  }
  checkDense(index, vector.values);
  checkSparse(index, vector.sparseValues);
  return {
    id: vector.id,
    values: vector.values && Float32Array.from(vector.values),
    sparse: vector.sparseValues && toMap(vector.sparseValues),
    metadata: (vector.metadata ?? {}) as Metadata,
  };
}

function checkDense({ vectorType, dimension }: IndexState, found: number[] | undefined): undefined {
  if (vectorType === "sparse") {
    if (found !== undefined) refuse("Index is sparse: dense values are not supported");
    return;
  }
  if (found === undefined) return refuse("Dense vectors must have values");
  if (found.length !== dimension) {
    refuse(
      `Vector dimension ${found.length} does not match the dimension of the index ${dimension}`,
    );
  }
  if (found.every((value) => value === 0)) {
    refuse("Dense vectors must contain at least one non-zero value");
  }
}

function checkSparse({ vectorType }: IndexState, found: Upsert["sparseValues"]): undefined {
  if (vectorType === "dense") {
    if (found !== undefined) refuse("Index is dense, with a metric other than dotproduct");
    return;
  }
  if (found === undefined) return refuse("Sparse vectors must have sparse values");
  if (found.indices.length !== found.values.length) {
    refuse("Sparse indices and values must have the same length");
  }
  if (new Set(found.indices).size !== found.indices.length) {
    refuse("Sparse indices must be unique");
  }
}

function query(world: World, index: IndexState, body: unknown): Reply {
  const request = read(queryRequest, body);
  checkDense(index, request.vector);
  checkSparse(index, request.sparseVector);
  const stored = namespaceOf(index, request.namespace);
  const shown = stored.show(world.now());
  const isWanted = request.filter === undefined ? () => true : compileFilter(request.filter);
  const scores = new Map<StoredRecord, number>();
  if (request.vector !== undefined) {
    const wanted = Float32Array.from(request.vector);
    for (const record of stored.records.values()) {
      if (record.values !== undefined && isWanted(record.metadata)) {
        scores.set(record, cosine(wanted, record.values));
      }
    }
  }
  for (const [term, weight] of request.sparseVector ? toMap(request.sparseVector) : []) {
    for (const record of stored.withTerm(term)) {
      if (!isWanted(record.metadata)) continue;
      scores.set(record, (scores.get(record) ?? 0) + weight * (record.sparse?.get(term) ?? 0));
    }
  }
  const matches = [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, request.topK)
    .map(([record, score]) => ({
      id: record.id,
      score: Math.fround(score),
      ...(request.includeValues ? { values: [...(record.values ?? [])] } : { values: [] }),
      ...(request.includeMetadata ? { metadata: record.metadata } : {}),
    }));
  const headers = { "x-pinecone-max-indexed-lsn": String(shown) };
  const reply = { matches, namespace: request.namespace, usage: { readUnits: 1 } };
  return { status: 200, body: reply, headers };
}

function remove(world: World, index: IndexState, body: unknown): Reply {
  const { namespace, ids, deleteAll } = read(deleteRequest, body);
  if (deleteAll === (ids !== undefined)) return refuse("Give either ids or deleteAll");
  if (!index.namespaces.has(namespace)) throw new Refusal(404, "NOT_FOUND", "Namespace not found");
  const written = namespaceOf(index, namespace).write(
    ids === undefined ? { kind: "delete-all" } : { kind: "delete", ids },
    world.now() + world.shownAfterMs,
  );
  return { status: 200, body: {}, headers: { "x-pinecone-request-lsn": String(written) } };
}

function describeStats(world: World, index: IndexState): Reply {
  const namespaces = Object.fromEntries(
    [...index.namespaces].map(([name, stored]) => {
      stored.show(world.now());
      return [name, { vectorCount: stored.records.size }];
    }),
  );
  const total = Object.values(namespaces).reduce((sum, { vectorCount }) => sum + vectorCount, 0);
  const { metric, vectorType, dimension } = index;
  const description = { namespaces, totalVectorCount: total, indexFullness: 0, metric, vectorType };
  return { status: 200, body: { ...description, ...(dimension && { dimension }) } };
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const found = schema.safeParse(body);
  return found.success ? found.data : refuse(z.prettifyError(found.error));
}

function toMap({ indices, values: weights }: z.infer<typeof sparseValues>): Map<number, number> {
  return new Map(indices.map((index, at) => [index, weights[at] ?? 0]));
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    dot += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return dot / Math.sqrt(ofA * ofB);
}
