/** An answer that is an error; each API words it in its own way. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Sent as it is, where an answer is neither API's own. */
  readonly body: unknown;

  constructor(
    status: number,
    message: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

export function notFound(what: string): Refusal {
  return new Refusal(404, `${what} was not found, or you may not view it`);
}

export function invalid(message: string): Refusal {
  return new Refusal(400, message);
}

/** As the gateway in front of Confluence says it. */
export function unauthorized(message = "Unauthorized"): Refusal {
  return new Refusal(401, message, { body: { code: 401, message } });
}

const CODES: Record<number, string> = {
  400: "INVALID_REQUEST_PARAMETER",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  429: "TOO_MANY_REQUESTS",
};

export function errorBody(path: string, { status, message, body }: Refusal): unknown {
  if (body !== undefined) return body;
  if (path.includes("/wiki/api/v2/")) {
    const code = CODES[status] ?? "INTERNAL_SERVER_ERROR";
    return { errors: [{ status, code, title: message, detail: null }] };
  }
  const data = { authorized: status !== 403, valid: status !== 400, errors: [], successful: false };
  return { statusCode: status, data, message };
}
