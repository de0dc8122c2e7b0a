import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, OpenAPIBackend } from "openapi-backend";

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
  const api = new OpenAPIBackend({
    definition: definition as Document,
    quick: true,
    ajvOpts: { strict: false, validateFormats: false, logger: false },
  });
  await api.init();
  const operation = (method: string, path: string) => {
    const found = api.router.matchOperation({ method, path, headers: {} });
    if (found === undefined) throw new Error(`${method} ${path} is not in the description`);
    return found;
  };
  return {
    requestErrors(method, url, body) {
      const { pathname, searchParams } = new URL(url, "http://counterpart");
      const headers = { "content-type": "application/json", "notion-version": "2025-09-03" };
      const query = Object.fromEntries(searchParams);
      const request = { method, path: pathname, headers, query, body: body as never };
      return messages(api.validator.validateRequest(request, operation(method, pathname)).errors);
    },
    responseErrors: (method, path, body) =>
      messages(api.validator.validateResponse(body, operation(method, path), 200).errors),
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

interface Problem {
  instancePath?: string;
  message?: string;
}

function messages(errors: readonly Problem[] | null | undefined): string[] {
  return (errors ?? []).map(({ instancePath = "", message = "" }) => `${instancePath} ${message}`);
}
