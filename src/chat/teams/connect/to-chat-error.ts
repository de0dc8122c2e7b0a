import { z } from "zod";
import { ChatError, type ChatErrorCode } from "../../chat-error.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { ConnectorRefusal, ConnectorUnsent } from "./teams-connector.ts";

/** What the Bot Framework's client throws, as far as it is looked at. */
const thrownSchema = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  response: z
    .object({
      bodyAsText: z.string().nullish(),
      headers: z.custom<{ get(name: string): string | undefined }>(),
    })
    .optional(),
});

/** Both shapes that connectors answer with. */
const refusalSchema = z.union([
  z.object({ error: z.object({ code: z.string().optional(), message: z.string().optional() }) }),
  z
    .object({ errorCode: z.coerce.string(), message: z.string().optional() })
    .transform(({ errorCode: code, message }) => ({ error: { code, message } })),
]);

const CODES: ReadonlyMap<number, ChatErrorCode> = new Map([
  // Of the app's token: it says nothing of the room.
  [401, "unavailable"],
  [403, "not-allowed"],
  [404, "unknown-room"],
  [408, "unavailable"],
  [410, "unknown-room"],
  // Teams says so when two things were written to a conversation at once.
  [412, "unavailable"],
  [429, "rate-limited"],
]);
/** Nobody was there to take the request. */
const UNSENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);
const OK_END = 300;
const SERVER_FAULT = 500;
const MOST_CHARACTERS = 300;

/** Any failure of a call as the port's error, which holds no token and no request. */
export function toChatError(error: unknown, serviceUrl: string): ChatError {
  if (error instanceof ChatError) return error;
  const { data: thrown } = thrownSchema.safeParse(error);
  const status = thrown?.statusCode;
  if (status === undefined || status < OK_END) return awayError(serviceUrl, thrown?.code);
  const refusal = readRefusal(status, thrown?.response);
  const isFault = status >= SERVER_FAULT;
  const code = CODES.get(status) ?? (isFault ? "unavailable" : "invalid");
  const word = refusal.code === undefined ? "" : `: ${refusal.code}`;
  return new ChatError(code, `Teams answered ${status}${word}.`, { cause: refusal });
}

/** What Teams itself said in refusing a call; undefined where it was not reached, or said nothing. */
export function refusalOf(error: unknown): ConnectorRefusal | undefined {
  const cause = error instanceof ChatError ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "status" in cause
    ? (cause as ConnectorRefusal)
    : undefined;
}

/** No answer, or one that cannot be read: what was asked may have been done. */
function awayError(serviceUrl: string, code: string | undefined): ChatError {
  const why = code === undefined ? "" : ` (${code})`;
  const { host } = new URL(serviceUrl);
  const cause: ConnectorUnsent | undefined = UNSENT.has(code ?? "")
    ? { isUnsent: true }
    : undefined;
  return new ChatError("unavailable", `Teams cannot be reached at ${host}${why}.`, { cause });
}

function readRefusal(
  status: number,
  response: z.infer<typeof thrownSchema>["response"],
): ConnectorRefusal {
  const { data } = refusalSchema.safeParse(parseJson(response?.bodyAsText ?? ""));
  return {
    status,
    code: data?.error.code?.slice(0, MOST_CHARACTERS),
    message: data?.error.message?.slice(0, MOST_CHARACTERS),
    retryAfterMs: retryAfterMs(response?.headers.get("retry-after")),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
