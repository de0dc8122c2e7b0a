import { z } from "zod";
import { ConnectorError } from "../../connector.ts";
import { guardedFetch, RefusedAddressError } from "../../shared/guard/guarded-fetch.ts";
import { readRetryAfter, retryRequest } from "../../shared/http/retry-request.ts";
import { describeTokenRefusal, type TokenOwner } from "./describe-token-refusal.ts";

const good = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().default(3_600),
  refresh_token: z.string().optional(),
});

export type TokenReply = z.infer<typeof good>;

interface TokenRequest {
  tokenUrl: string;
  timeoutMs: number;
  form: Record<string, string>;
  /** Whom the token is for, to name them in errors. */
  account: TokenOwner;
  signal: AbortSignal;
}

const ATTEMPTS = 5;

class TokenRefusal extends Error {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly error: string;
  readonly description: string;

  constructor(response: Response, body: unknown) {
    super(`the token endpoint answered ${response.status}`);
    this.status = response.status;
    this.retryAfter = response.headers.get("retry-after") ?? undefined;
    const { error, error_description: description } = (body ?? {}) as Record<string, unknown>;
    this.error = typeof error === "string" ? error : "";
    this.description = typeof description === "string" ? description : "";
  }
}

/** Asks Google's token endpoint; what may pass is tried again. @throws ConnectorError */
export async function requestToken(request: TokenRequest): Promise<TokenReply> {
  const { signal } = request;
  try {
    return await retryRequest(() => ask(request), { judge, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RefusedAddressError) throw error;
    if (error instanceof TokenRefusal && !isPassing(error)) {
      throw describeTokenRefusal(error, request.account);
    }
    const cause = error instanceof Error ? error.message : String(error);
    throw new ConnectorError(
      "unavailable",
      `Google gave no access token (${cause}): the next sync tries again.`,
      { cause: error },
    );
  }
}

async function ask({ tokenUrl, timeoutMs, form, signal }: TokenRequest): Promise<TokenReply> {
  const init: RequestInit = {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "error",
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  };
  const home = { setting: "tokenUrl", url: tokenUrl };
  const response = await guardedFetch(tokenUrl, init, home);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new TokenRefusal(response, body);
  return good.parse(body);
}

function judge(error: unknown) {
  if (error instanceof RefusedAddressError) return { attempts: 1 };
  if (!(error instanceof TokenRefusal)) return { attempts: ATTEMPTS };
  const retryAfterMs = readRetryAfter(error.retryAfter, Date.now());
  return { attempts: isPassing(error) ? ATTEMPTS : 1, retryAfterMs };
}

function isPassing({ status }: TokenRefusal): boolean {
  return status === 429 || status >= 500;
}
