import type { World } from "../world.ts";
import type { Attempt, Failure, Parcel } from "./delivery.ts";
import { signedHeaders } from "./sign.ts";

export interface Sent {
  outcome: Attempt["outcome"];
  status: number | undefined;
  answer: unknown;
  /** The app asked for no second try. */
  noRetry: boolean;
}

/** One signed request to the app, given up after the time that it has to acknowledge. */
export async function sendHttp(
  world: World,
  url: string,
  parcel: Parcel,
  retry: { num: number; reason: Failure | undefined },
): Promise<Sent> {
  const { type, body } = writeBody(parcel);
  const headers: Record<string, string> = {
    "content-type": type,
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    ...signedHeaders(world.app.signingSecret, body),
  };
  if (retry.num > 0) {
    headers["x-slack-retry-num"] = String(retry.num);
    headers["x-slack-retry-reason"] = retry.reason ?? "unknown_error";
  }
  const signal = AbortSignal.timeout(world.ackLimitMs);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal });
    const text = await response.text();
    const noRetry = response.headers.get("x-slack-no-retry") === "1";
    const outcome = response.ok ? "acknowledged" : "http_error";
    return { outcome, status: response.status, answer: readAnswer(text), noRetry };
  } catch {
    const outcome = signal.aborted ? "http_timeout" : "connection_failed";
    return { outcome, status: undefined, answer: undefined, noRetry: false };
  }
}

function writeBody({ kind, payload }: Parcel): { type: string; body: string } {
  if (kind === "events_api") {
    return { type: "application/json", body: JSON.stringify(payload) };
  }
  const fields =
    kind === "interactive"
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  const type = "application/x-www-form-urlencoded";
  return { type, body: new URLSearchParams(fields).toString() };
}

function readAnswer(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
