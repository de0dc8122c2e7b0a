/** An answer that is an error, in Notion's shape. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function notFound(kind: string, id: string): Refusal {
  return new Refusal(
    404,
    "object_not_found",
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "Footnote".`,
  );
}

export function invalid(message: string): Refusal {
  return new Refusal(400, "validation_error", message);
}

export function lacking(): Refusal {
  return new Refusal(403, "restricted_resource", "Insufficient permissions for this endpoint.");
}

/** An error of OAuth, which has a shape of its own. */
export class OAuthRefusal extends Refusal {}
