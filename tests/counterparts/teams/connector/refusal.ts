/** What the connector service answers instead of doing what was asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string, message: string, retryAfterMs?: number) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export function refusalResponse({ status, code, message, retryAfterMs }: Refusal): Response {
  const headers: Record<string, string> =
    retryAfterMs === undefined
      ? {}
      : { "retry-after": String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) };
  return Response.json({ error: { code, message } }, { status, headers });
}
