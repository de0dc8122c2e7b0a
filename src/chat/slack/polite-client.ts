import { webApi } from "@slack/bolt";
import { retryAfterMs } from "./show/to-chat-error.ts";

/** What only reads is not paced beforehand. */
const READS = /^(?:conversations|users|usergroups)\./;

/** Asks for nothing again before the time that Slack gave: until then, the refusal stands. */
export class PoliteClient extends webApi.WebClient {
  readonly #refused = new Map<string, { until: number; error: unknown }>();

  override async apiCall(
    method: string,
    options: Record<string, unknown> = {},
  ): Promise<webApi.WebAPICallResult> {
    const refused = this.#refused.get(method);
    if (refused !== undefined && refused.until > Date.now()) throw refused.error;
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      const waitMs = retryAfterMs(error);
      if (waitMs !== undefined && READS.test(method)) {
        this.#refused.set(method, { until: Date.now() + waitMs, error });
      }
      throw error;
    }
  }
}
