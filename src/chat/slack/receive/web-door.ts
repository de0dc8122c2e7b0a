import { isValidSlackRequest } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import { readBody } from "../../read-body.ts";
import { type Bolt, UnreadablePayloadError } from "./create-bolt.ts";

export interface WebDoorDeps {
  signingSecret: string;
  process: Bolt["process"];
  logger: Logger;
  now: () => number;
}

/** Slack says five minutes, either way. */
const MAX_AGE_MS = 5 * 60_000;

/** The web door for what Slack sends over HTTP: events, slash commands, clicks in messages and modals. */
export function createWebDoor(deps: WebDoorDeps): (request: Request) => Promise<Response> {
  const { signingSecret, process, logger, now } = deps;
  /** Signatures of what was taken, until when their time stamp is good. */
  const taken = new Map<string, number>();

  function isReplay(signature: string): boolean {
    // They stand in the order they came, which is nearly that of their times.
    for (const [old, until] of taken) {
      if (until >= now()) break;
      taken.delete(old);
    }
    return taken.has(signature);
  }

  return async (request) => {
    if (request.method !== "POST") return status(405);
    const raw = (await readBody(request))?.toString("utf8");
    if (raw === undefined) return status(413);
    const seconds = Number(request.headers.get("x-slack-request-timestamp") ?? Number.NaN);
    const signature = request.headers.get("x-slack-signature") ?? "";
    if (!isSigned(raw, seconds, signature)) return status(401);
    const body = parseBody(raw, request.headers.get("content-type") ?? "");
    if (body === undefined) return status(400);
    if (body.type === "url_verification") return Response.json({ challenge: body.challenge });
    // Slack signs anew what it sends again, so this is somebody else's copy, or a harmless double.
    if (isReplay(signature)) return status(200);
    try {
      const answer = await process({ body });
      taken.set(signature, seconds * 1_000 + MAX_AGE_MS);
      return answer === undefined || answer === "" ? status(200) : Response.json(answer);
    } catch (error) {
      if (error instanceof UnreadablePayloadError) return status(400);
      logger.warn({ error }, "An event of Slack's was not kept, and will come again");
      return status(500);
    }
  };

  function isSigned(body: string, seconds: number, signature: string): boolean {
    // Bolt takes what is signed for a time to come.
    if (!(Math.abs(now() - seconds * 1_000) <= MAX_AGE_MS)) return false;
    const headers = { "x-slack-signature": signature, "x-slack-request-timestamp": seconds };
    return isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds: now() });
  }
}

function status(code: number): Response {
  return new Response(null, { status: code });
}

function parseBody(raw: string, type: string): Record<string, unknown> | undefined {
  try {
    const form = type.startsWith("application/x-www-form-urlencoded")
      ? new URLSearchParams(raw)
      : undefined;
    // A slash command's fields are the form itself.
    if (form?.has("command")) return Object.fromEntries(form);
    const body: unknown = JSON.parse((form === undefined ? raw : form.get("payload")) ?? "");
    return typeof body === "object" && body !== null ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
