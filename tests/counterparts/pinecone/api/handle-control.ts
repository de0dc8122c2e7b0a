import { z } from "zod";
import { Refusal, refuse } from "../refusal.ts";
import type { IndexState, World } from "../world.ts";

export interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,43}[a-z0-9])?$/;
const CLOUDS = ["aws", "gcp", "azure"];

const createRequest = z.strictObject({
  name: z.string(),
  dimension: z.int().min(1).max(20_000).optional(),
  metric: z.enum(["cosine", "euclidean", "dotproduct"]).optional(),
  vector_type: z.enum(["dense", "sparse"]).default("dense"),
  deletion_protection: z.enum(["enabled", "disabled"]).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  spec: z.strictObject({
    serverless: z.strictObject({
      cloud: z.string(),
      region: z.string().min(1),
      read_capacity: z.object({ mode: z.literal("OnDemand") }).optional(),
    }),
  }),
});

export type StartIndex = (index: Omit<IndexState, "server" | "namespaces">) => Promise<IndexState>;

/** The API that makes, describes and deletes indexes. */
export async function handleControl(
  world: World,
  method: string,
  path: string,
  body: unknown,
  start: StartIndex,
): Promise<Reply> {
  if (path === "/indexes" && method === "GET") {
    const indexes = [...world.indexes.values()].map((index) => describe(world, index));
    return { status: 200, body: { indexes } };
  }
  if (path === "/indexes" && method === "POST") return create(world, body, start);
  const name = /^\/indexes\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined) throw new Refusal(404, "NOT_FOUND", `No such resource: ${path}`);
  const index = world.indexes.get(name);
  if (index === undefined) throw new Refusal(404, "NOT_FOUND", `Resource ${name} not found`);
  if (method === "GET") return { status: 200, body: describe(world, index) };
  if (method !== "DELETE") throw new Refusal(405, "UNIMPLEMENTED", `${method} is not known here`);
  world.indexes.delete(name);
  // Its reply first.
  setImmediate(() => void index.server.close());
  return { status: 202, body: "" };
}

async function create(world: World, body: unknown, start: StartIndex): Promise<Reply> {
  const read = createRequest.safeParse(body);
  if (!read.success) return refuse(z.prettifyError(read.error));
  const { name, dimension, vector_type: vectorType, spec } = read.data;
  const metric = read.data.metric ?? (vectorType === "sparse" ? "dotproduct" : "cosine");
  if (!NAME.test(name)) return refuse("Name must consist of lower case alphanumeric characters");
  if (!CLOUDS.includes(spec.serverless.cloud)) return refuse("Bad request: no such cloud");
  if (vectorType === "sparse" && (dimension !== undefined || metric !== "dotproduct")) {
    return refuse("A sparse index has no dimension and the metric dotproduct");
  }
  if (vectorType === "dense" && dimension === undefined) return refuse("Missing dimension");
  if (world.indexes.has(name)) {
    throw new Refusal(409, "ALREADY_EXISTS", `Resource ${name} already exists`);
  }
  if (world.indexes.size >= world.maxIndexes) {
    const limit = `the max serverless indexes allowed in a project (${world.maxIndexes})`;
    throw new Refusal(403, "FORBIDDEN", `Request failed. You've reached ${limit}.`);
  }
  const readyAt = world.now() + world.readyAfterMs;
  const { cloud, region } = spec.serverless;
  const index = await start({ name, dimension, metric, vectorType, cloud, region, readyAt });
  world.indexes.set(name, index);
  return { status: 201, body: describe(world, index) };
}

function describe(world: World, index: IndexState): unknown {
  const ready = index.readyAt <= world.now();
  const { cloud, region } = index;
  return {
    name: index.name,
    ...(index.dimension === undefined ? {} : { dimension: index.dimension }),
    metric: index.metric,
    host: index.server.url,
    deletion_protection: "disabled",
    spec: {
      serverless: {
        cloud,
        region,
        read_capacity: { mode: "OnDemand", status: { state: "Ready" } },
      },
    },
    status: { ready, state: ready ? "Ready" : "Initializing" },
    vector_type: index.vectorType,
  };
}
