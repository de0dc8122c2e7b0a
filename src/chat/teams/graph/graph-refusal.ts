import { z } from "zod";
import { ChatError, type ChatErrorCode } from "../../chat-error.ts";
import { retryAfterMs } from "../connect/retry-after.ts";

/** The `cause` of a ChatError that Graph's own refusal led to. */
export interface GraphRefusal {
  status: number;
  /** As Graph names it: `Authorization_RequestDenied`, …. */
  code: string | undefined;
  retryAfterMs: number | undefined;
}

const bodySchema = z.object({ error: z.object({ code: z.string() }) });

const CODES: Readonly<Record<number, ChatErrorCode>> = {
  400: "invalid",
  401: "not-allowed",
  403: "not-allowed",
  404: "unknown-room",
  429: "rate-limited",
};

const SENTENCES: Readonly<Record<ChatErrorCode, string>> = {
  invalid: "Microsoft Graph does not take this question.",
  "not-allowed":
    "Microsoft Graph does not let Footnote read this: grant the app the permission for it in Entra ID, or switch Graph off with TEAMS_GRAPH=off.",
  "unknown-room": "Microsoft Graph knows nothing of this id.",
  "rate-limited": "Microsoft Graph asks to wait before it is asked again.",
  unavailable: "Microsoft Graph has a fault of its own at the moment.",
};

export function graphRefusal(refusal: GraphRefusal): ChatError {
  const code = CODES[refusal.status] ?? "unavailable";
  return new ChatError(code, SENTENCES[code], { cause: refusal });
}

export async function readRefusal(response: Response): Promise<GraphRefusal> {
  const body = bodySchema.safeParse(await response.json().catch(() => undefined));
  return {
    status: response.status,
    code: body.data?.error.code.slice(0, 100),
    retryAfterMs: retryAfterMs(response.headers.get("retry-after")),
  };
}
