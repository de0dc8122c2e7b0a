/** How one API writes a generation, whole or as the text of server-sent events. */
export interface ReplyFormat {
  whole(): unknown;
  begin(): string;
  piece(text: string): string;
  end(): string;
  error(event: "error" | "response.failed"): string;
}

/** One server-sent event of unnamed JSON, as Chat Completions sends. */
export function dataEvent(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** One server-sent event that is named after its `type`, as Responses sends. */
export function typedEvent(value: { type: string }): string {
  return `event: ${value.type}\n${dataEvent(value)}`;
}

export const SERVER_ERROR =
  "The server had an error while processing your request. Sorry about that!";
