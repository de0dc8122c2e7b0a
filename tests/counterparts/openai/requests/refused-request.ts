import type { Style } from "../world.ts";

interface ErrorDetails {
  type?: string;
  code?: string | null;
  param?: string | null;
}

/** A request that the endpoint refuses, with what it says about it. */
export class RefusedRequest extends Error {
  override readonly name = "RefusedRequest";
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(status: number, message: string, details: ErrorDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** A path or method that nothing answers. */
export class UnroutedRequest extends RefusedRequest {}

/** The JSON both kinds of server send with an error status. */
export function errorBody(style: Style, { status, message, details }: RefusedRequest): object {
  // Ollama knows one type for all that it refuses, and neither code nor parameter.
  if (style === "ollama") {
    const type = status === 400 ? "invalid_request_error" : "api_error";
    return { error: { message, type, param: null, code: null } };
  }
  const { type = "invalid_request_error", code = null, param = null } = details;
  return { error: { message, type, param, code } };
}

const BY_STATUS: Record<number, [message: string, details: ErrorDetails]> = {
  401: ["Incorrect API key provided.", { code: "invalid_api_key" }],
  403: ["Your project does not have access to this.", { code: "permission_denied" }],
  404: ["The requested resource was not found.", { code: "not_found" }],
  429: [
    "Rate limit reached on requests per min (RPM): Limit 3, Used 3, Requested 1.",
    { type: "requests", code: "rate_limit_exceeded" },
  ],
  503: ["The engine is currently overloaded, please try again later.", { type: "server_error" }],
};

/** What the vendor says with this status when it has no particular reason. */
export function plainRefusal(status: number): RefusedRequest {
  const [message, details] = BY_STATUS[status] ?? [
    "The server had an error while processing your request. Sorry about that!",
    { type: status >= 500 ? "server_error" : "invalid_request_error" },
  ];
  return new RefusedRequest(status, message, details);
}
