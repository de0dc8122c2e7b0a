/** A method's `ok: false`. */
export class SlackRefusal extends Error {
  readonly error: string;
  readonly extra: Record<string, unknown>;

  constructor(error: string, extra: Record<string, unknown> = {}) {
    super(error);
    this.name = "SlackRefusal";
    this.error = error;
    this.extra = extra;
  }
}

/** Refused, with Slack's line for each problem. */
export function refuseWith(error: string, messages: string[]): SlackRefusal {
  return new SlackRefusal(error, { errors: messages, response_metadata: { messages } });
}
