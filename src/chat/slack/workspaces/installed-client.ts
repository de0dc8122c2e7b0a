import type { webApi } from "@slack/bolt";
import { PoliteClient } from "../polite-client.ts";
import { slackRefusal } from "../show/to-chat-error.ts";

const DEAD = new Set([
  ...["not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired"],
]);

/** Whether Slack refused a call because of its token. */
export function isDeadToken(error: unknown): boolean {
  return DEAD.has(slackRefusal(error) ?? "");
}

/**
 * Asks for another token when Slack no longer takes its own: somebody may have installed the app
 * again, and another process kept what came of it. A call that was refused so did nothing.
 */
export class InstalledClient extends PoliteClient {
  readonly #renew: () => Promise<string | undefined>;

  constructor(
    token: string,
    options: webApi.WebClientOptions,
    renew: () => Promise<string | undefined>,
  ) {
    super(token, options);
    this.#renew = renew;
  }

  override async apiCall(
    method: string,
    options: Record<string, unknown> = {},
  ): Promise<webApi.WebAPICallResult> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      const token = await this.#renew();
      if (token === undefined) throw error;
      return super.apiCall(method, { ...options, token });
    }
  }
}
