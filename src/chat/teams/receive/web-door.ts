import { createHash } from "node:crypto";
import type { Logger } from "../../../telemetry/logger.ts";
import { isLoopback } from "../../../text/is-loopback.ts";
import { readBody } from "../../read-body.ts";
import { CLOCK_SKEW_MS, type Verdict } from "../connect/verify/create-verifier.ts";
import { readToken, type SentToken } from "../connect/verify/read-token.ts";
import type { InvokeReply } from "./invoke-reply.ts";
import { createReplays } from "./replays.ts";

export interface WebDoorDeps {
  verify: (body: unknown, authorization: string | null) => Promise<Verdict>;
  /** Resolves once what was sent is kept for good. */
  process: (activity: unknown) => Promise<InvokeReply | undefined>;
  logger: Logger;
  now: () => number;
  /** Nothing is signed then, so only programs on this machine may knock. */
  isPlayground: boolean;
}

/** The web door for what Teams sends: one activity a request. */
export function createWebDoor(deps: WebDoorDeps): (request: Request) => Promise<Response> {
  const { verify, process, logger, now, isPlayground } = deps;
  const replays = createReplays<InvokeReply | undefined>(now);

  return async (request) => {
    if (request.method !== "POST") {
      return new Response(null, { status: 405, headers: { allow: "POST" } });
    }
    const authorization = request.headers.get("authorization");
    const token = isPlayground ? undefined : readToken(authorization);
    if (isPlayground ? !isFromHere(request) : token === undefined) return status(401);
    const raw = await readBody(request);
    if (raw === undefined) return status(413);
    const activity = parseJson(request, raw);
    if (activity === undefined) return status(400);
    const verdict = await verify(activity, authorization);
    if (verdict === "refused") return status(401);
    if (verdict === "unavailable") return status(503);
    try {
      const reply = await processOnce(token, raw, activity);
      return reply === "done" ? status(401) : toResponse(reply);
    } catch (error) {
      logger.warn({ err: error }, "An activity of Teams' was not kept, and will come again");
      return status(500);
    }
  };

  /** The same bytes with the same token are somebody else's copy, once they were acknowledged. */
  function processOnce(token: SentToken | undefined, raw: Buffer, activity: unknown) {
    if (token === undefined) return process(activity);
    // Of a token, only what is signed: the rest can be written in several ways.
    const key = createHash("sha256").update(`${token.signed}\n`).update(raw).digest("base64");
    const until = token.claims.exp * 1_000 + CLOCK_SKEW_MS;
    return replays.once(key, until, () => process(activity));
  }
}

/** Neither passed on by a proxy, nor sent by a page in a browser, which may be anybody's. */
function isFromHere({ url, headers }: Request): boolean {
  const isPassedOn = ["x-forwarded-for", "forwarded", "origin"].some((name) => headers.has(name));
  return isLoopback(new URL(url).hostname) && !isPassedOn;
}

function status(code: number): Response {
  return new Response(null, { status: code });
}

function toResponse(reply: InvokeReply | undefined): Response {
  if (reply === undefined) return status(200);
  const { status: code, body } = reply;
  return body === undefined ? status(code) : Response.json(body, { status: code });
}

function parseJson({ headers }: Request, raw: Buffer): object | undefined {
  if (!/^application\/json\b/i.test(headers.get("content-type") ?? "")) return undefined;
  try {
    const body: unknown = JSON.parse(raw.toString("utf8"));
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}
