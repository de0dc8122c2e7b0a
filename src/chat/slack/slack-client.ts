import type { webApi } from "@slack/bolt";
import type { Logger } from "../../telemetry/logger.ts";
import { PoliteClient } from "./polite-client.ts";
import { sdkLogger } from "./receive/sdk-logger.ts";
import type { SlackSignInOptions } from "./sign-in.ts";

/** The app's own credentials. */
export interface SlackOptions {
  /** `xoxb-…`, of the one workspace; undefined where it is installed into several. */
  botToken: string | undefined;
  /** `xapp-…`: events come over Socket Mode. */
  appToken: string | undefined;
  /** Events come over HTTP, to `receive`. */
  signingSecret: string | undefined;
  /** Of a pretend Slack, with its slash at the end. */
  slackApiUrl: string | undefined;
  /** How people sign in on the web; undefined where they do not. */
  signIn?: SlackSignInOptions | undefined;
}

/** A call that takes longer is given up. */
const CALL_TIMEOUT_MS = 15_000;

/** Neither tries again nor waits by itself: what was sent twice would be there twice. */
export function createSlackClient(
  { botToken, slackApiUrl }: Pick<SlackOptions, "botToken" | "slackApiUrl">,
  logger: Logger,
): webApi.WebClient {
  return new PoliteClient(botToken, clientOptions(slackApiUrl, logger));
}

export function clientOptions(
  slackApiUrl: string | undefined,
  logger: Logger,
): webApi.WebClientOptions {
  return {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    logger: sdkLogger(logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
  };
}
