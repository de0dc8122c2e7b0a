import { randomUUID } from "node:crypto";

/** An error as Graph answers it. */
export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  response(): Response {
    const [requestId, date] = [randomUUID(), new Date().toISOString().slice(0, 19)];
    const innerError = { date, "request-id": requestId, "client-request-id": requestId };
    const error = { code: this.code, message: this.message, innerError };
    return Response.json({ error }, { status: this.status, headers: this.headers });
  }
}

export function noSuchObject(id: string): GraphRefusal {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new GraphRefusal(404, "Request_ResourceNotFound", message);
}

export function badQuery(message: string): GraphRefusal {
  return new GraphRefusal(400, "BadRequest", message);
}

/** Of the directory; Teams' own parts say it otherwise. */
export function notGranted(): GraphRefusal {
  const message = "Insufficient privileges to complete the operation.";
  return new GraphRefusal(403, "Authorization_RequestDenied", message);
}

export function forbidden(): GraphRefusal {
  const message = "Missing role permissions on the request.";
  return new GraphRefusal(403, "Forbidden", message);
}
