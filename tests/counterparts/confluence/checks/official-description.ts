import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openDescription } from "../../shared/open-description.ts";

const FOLDER = join(import.meta.dirname, "../../../../../shared/specs");
const V2_FILE = join(FOLDER, "confluence-v2-openapi.2025-02.json");
const V1_FILE = join(FOLDER, "confluence-v1-swagger.v3.2022-01.json");
const V2_PREFIX = "/wiki/api/v2";

/** The vendor's own descriptions of both APIs, as far as they say anything. */
export interface OfficialDescription {
  /** Why it refuses this request; empty where it does not. */
  requestErrors(method: string, path: string, body?: unknown): string[];
  responseErrors(method: string, path: string, body: unknown): string[];
  /** Names of the query's parameters, for a path with `{}` where ids are; undefined for one it has not. */
  queryParameters(method: string, path: string): string[] | undefined;
}

export function hasOfficialDescription(): boolean {
  return existsSync(V2_FILE) && existsSync(V1_FILE);
}

export async function readOfficialDescription(): Promise<OfficialDescription> {
  const definitions = { v2: readV2(), v1: JSON.parse(readFileSync(V1_FILE, "utf8")) };
  const v2 = await openDescription(definitions.v2);
  const v1 = await openDescription(definitions.v1);
  const pick = (path: string) =>
    path.startsWith(V2_PREFIX)
      ? { description: v2, definition: definitions.v2, inner: path.slice(V2_PREFIX.length) }
      : { description: v1, definition: definitions.v1, inner: path };
  return {
    requestErrors(method, url, body) {
      const { pathname, searchParams } = new URL(url, "http://counterpart");
      const { description, inner } = pick(pathname);
      const query = Object.fromEntries(searchParams);
      return description.requestErrors({ method, path: inner, query, body });
    },
    responseErrors(method, path, body) {
      const { description, inner } = pick(path);
      return description.responseErrors(method, inner, body);
    },
    queryParameters(method, path) {
      const { definition, inner } = pick(path);
      const entry = Object.entries(definition.paths).find(
        ([one]) => one.replace(/\{[^}]*\}/g, "{}") === inner,
      )?.[1] as Record<string, { parameters?: Parameter[] }> | undefined;
      const operation = entry?.[method];
      if (operation === undefined) return undefined;
      return (operation.parameters ?? [])
        .map((one) => (one.$ref === undefined ? one : resolve(definition, one.$ref)))
        .filter((one) => one.in === "query")
        .map((one) => one.name ?? "");
    },
  };
}

interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
}

function resolve(definition: { components: { parameters: object } }, ref: string): Parameter {
  const name = ref.split("/").at(-1) ?? "";
  return (definition.components.parameters as Record<string, Parameter>)[name] ?? {};
}

/** What v2 gives as null, as the client's schemas know, and its description forgets to say. */
const NULLABLE: Record<string, readonly string[]> = {
  PageBulk: ["parentId"],
  PageSingle: ["parentId"],
  FolderSingle: ["parentId"],
  User: ["timeZone", "personalSpaceId"],
};
const NULLABLE_SCHEMAS = ["SpaceDescription", "SpaceIcon", "ParentContentType"];

function readV2() {
  const definition = JSON.parse(readFileSync(V2_FILE, "utf8"));
  const { schemas } = definition.components;
  for (const [name, fields] of Object.entries(NULLABLE)) {
    for (const field of fields) schemas[name].properties[field].nullable = true;
  }
  for (const name of NULLABLE_SCHEMAS) schemas[name].nullable = true;
  schemas.ParentContentType.enum.push(null);
  return definition;
}
