export type ChatErrorCode =
  | "unknown-room"
  | "not-allowed"
  | "rate-limited"
  | "unavailable"
  | "invalid";

/** The platform's fault or refusal, in one sentence. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ChatErrorCode;

  constructor(code: ChatErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether a later try may succeed. */
export function isPassing(error: unknown): error is ChatError {
  return (
    error instanceof ChatError && (error.code === "rate-limited" || error.code === "unavailable")
  );
}
