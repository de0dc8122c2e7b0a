import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openDescription } from "../../shared/open-description.ts";

const FILE = join(
  import.meta.dirname,
  "../../../../../shared/specs/notion-openapi-2025-09-03.json",
);

/** The vendor's own description, as far as it says anything. */
export interface OfficialDescription {
  /** Why it refuses this request; empty where it does not. */
  requestErrors(method: string, path: string, body?: unknown): string[];
  responseErrors(method: string, path: string, body: unknown): string[];
  /** Names of a request body's parameters. */
  bodyParameters(path: string): string[];
  queryParameters(path: string): string[];
}

export function hasOfficialDescription(): boolean {
  return existsSync(FILE);
}

export async function readOfficialDescription(): Promise<OfficialDescription> {
  const definition = JSON.parse(readFileSync(FILE, "utf8"));
  // It knows of sorting by a property only; the vendor's own client sorts by time, without one.
  definition.components.schemas.sortObject.required = [];
  const description = await openDescription(definition);
  return {
    requestErrors(method, url, body) {
      const { pathname, searchParams } = new URL(url, "http://counterpart");
      const query = Object.fromEntries(searchParams);
      const headers = { "notion-version": "2025-09-03" };
      return description.requestErrors({ method, path: pathname, headers, query, body });
    },
    responseErrors: description.responseErrors,
    bodyParameters(path) {
      const { requestBody } = definition.paths[path].post;
      return Object.keys(requestBody.content["application/json"].schema.properties).sort();
    },
    queryParameters: (path) =>
      (definition.paths[path].get.parameters as { name?: string; in?: string }[])
        .filter((parameter) => parameter.in === "query")
        .map((parameter) => parameter.name ?? "")
        .sort(),
  };
}
