import { type Document, OpenAPIBackend } from "openapi-backend";

/** A request as the validator takes it; the path without its query. */
export interface DescribedRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  body: unknown;
}

/** A vendor's description of its API, to hold requests and replies against; each error a sentence. */
export interface OpenDescription {
  requestErrors(request: DescribedRequest): string[];
  responseErrors(method: string, path: string, body: unknown): string[];
}

export async function openDescription(definition: unknown): Promise<OpenDescription> {
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
    requestErrors({ method, path, headers, query = {}, body }) {
      const all = { "content-type": "application/json", ...headers };
      const request = { method, path, headers: all, query, body: body as never };
      return messages(api.validator.validateRequest(request, operation(method, path)).errors);
    },
    responseErrors: (method, path, body) =>
      messages(api.validator.validateResponse(body, operation(method, path), 200).errors),
  };
}

interface Problem {
  instancePath?: string;
  message?: string;
}

function messages(errors: readonly Problem[] | null | undefined): string[] {
  return (errors ?? []).map(({ instancePath = "", message = "" }) => `${instancePath} ${message}`);
}
