import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { openDescription } from "../../shared/open-description.ts";

const FILE = join(import.meta.dirname, "../../../../../shared/specs/openai-openapi.yaml");
const PATHS = ["/chat/completions", "/responses", "/embeddings", "/models", "/models/{model}"];
const CHUNK = "CreateChatCompletionStreamResponse";

type Json = Record<string, unknown>;

/** The vendor's own description, as far as we speak it. */
export interface OfficialDescription {
  /** Why it refuses this body; empty where it does not. */
  requestErrors(path: string, body: unknown): string[];
  responseErrors(method: "get" | "post", path: string, body: unknown): string[];
  chunkErrors(chunk: object): string[];
  /** Of an event of the Responses API. */
  eventErrors(event: Json): string[];
  /** Names of the top-level parameters of a request body. */
  parameters(schema: string): string[];
}

export function hasOfficialDescription(): boolean {
  return existsSync(FILE);
}

export async function readOfficialDescription(): Promise<OfficialDescription> {
  const definition = parse(readFileSync(FILE, "utf8"), { maxAliasCount: -1 });
  const { paths, components } = definition;
  definition.paths = Object.fromEntries([
    ...PATHS.map((path) => [path, paths[path]]),
    ...[...eventSchemas(components.schemas), [CHUNK, CHUNK] as const].map(eventPath),
  ]);
  mend(definition);
  for (const name of ["InputItem", "Item"]) overlap(components.schemas[name]);
  const { requestErrors, responseErrors } = await openDescription(definition);
  return {
    requestErrors: (path, body) => requestErrors({ method: "post", path, body }),
    responseErrors,
    chunkErrors: (chunk) => responseErrors("get", `/events/${CHUNK}`, chunk),
    eventErrors: (event) => [
      ...responseErrors("get", `/events/${String(event.type)}`, event),
      ...("response" in event ? responseErrors("post", "/responses", event.response) : []),
    ],
    parameters: (schema) => [...parametersOf(components.schemas, { $ref: schema })].sort(),
  };
}

/** Each type of event with the name of its schema. */
function eventSchemas(schemas: Record<string, Json>): [type: string, schema: string][] {
  const refs = (schemas.ResponseStreamEvent?.anyOf ?? []) as { $ref: string }[];
  return refs.map(({ $ref }) => {
    const name = $ref.split("/").at(-1) ?? "";
    const properties = (schemas[name]?.properties ?? {}) as Record<string, Json>;
    // Checked by itself: compiling the whole of it for every type of event takes seconds.
    if (properties.response !== undefined) properties.response = { type: "object" };
    const type = properties.type as { enum?: string[] } | undefined;
    return [type?.enum?.[0] ?? name, name];
  });
}

// No operation replies with an event as JSON, so each gets a path of its own here.
function eventPath([event, schema]: readonly [string, string]): [path: string, methods: Json] {
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  const responses = { 200: { description: "An event", content } };
  return [`/events/${event}`, { get: { operationId: `event-${event}`, responses } }];
}

// The description says some things in ways of an older OpenAPI, on which the validator throws or
// which it takes otherwise than meant.
function mend(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) {
    const schema = node as Json;
    if (typeof schema.nullable === "boolean" && !("type" in schema)) delete schema.nullable;
    if (schema.nullable === true && Array.isArray(schema.enum)) schema.enum.push(null);
    if (typeof schema.exclusiveMinimum === "boolean") {
      if (schema.exclusiveMinimum) {
        schema.exclusiveMinimum = schema.minimum ?? 0;
        delete schema.minimum;
      } else delete schema.exclusiveMinimum;
    }
  }
  for (const value of Object.values(node)) mend(value);
}

// "Exactly one of" forms that overlap refuses every message which is two of them.
function overlap(schema: Json | undefined): void {
  if (schema?.oneOf === undefined) return;
  schema.anyOf = schema.oneOf;
  delete schema.oneOf;
  delete schema.discriminator;
}

function parametersOf(schemas: Record<string, Json>, schema: Json): Set<string> {
  const name =
    String(schema.$ref ?? "")
      .split("/")
      .at(-1) ?? "";
  const seen = schema.$ref === undefined ? schema : (schemas[name] ?? {});
  const parts = (seen.allOf ?? []) as Json[];
  return new Set([
    ...Object.keys(seen.properties ?? {}),
    ...parts.flatMap((part) => [...parametersOf(schemas, part)]),
  ]);
}
