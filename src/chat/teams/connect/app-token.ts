import { z } from "zod";
import { ChatError } from "../../chat-error.ts";
import type { TeamsOptions } from "../teams-options.ts";
import { refusedToken } from "./refused-token.ts";
import { retryAfterMs } from "./retry-after.ts";
import { cloudOfScope } from "./teams-clouds.ts";
import type { ConnectorUnsent } from "./teams-connector.ts";

/**
 * A token of the app's own for a scope (`https://graph.microsoft.com/.default`), of a tenant, or of
 * the one that serves connectors. One that was `refused` is given again only while it is new: then
 * another would be refused as well. @throws ChatError
 */
export type AppToken = (
  scope: string,
  tenantId?: string,
  options?: { refused: string },
) => Promise<string>;

interface KeptToken {
  token: string;
  keptAt: number;
  /** From then on another one is asked for. */
  renewAt: number;
  expiresAt: number;
}

/** Without a token, no request to Teams leaves. */
export const NOTHING_SENT: ConnectorUnsent = { isUnsent: true };
const TIMEOUT_MS = 15_000;
const MARGIN_MS = 5 * 60_000;
/** Where a token that was just given is refused, more of them do not help. */
const NEW_MS = 60_000;
/** Some live for a day; one that Microsoft took back is not used for longer than this. */
const MOST_MS = 60 * 60_000;
const RATE_LIMITED = 429;
const SERVER_FAULT = 500;

const grantSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});

/** Client credentials, kept until shortly before they expire; what is asked for at once is asked for once. */
export function createAppToken(options: TeamsOptions, { now }: { now: () => number }): AppToken {
  const { app, isMultiTenant, tenantIds } = options;
  const kept = new Map<string, KeptToken>();
  const asked = new Map<string, Promise<string>>();

  return async (scope, tenantId, given) => {
    if (app === undefined) {
      throw new ChatError("not-allowed", "TEAMS_APP_ID is not set: there is no token for Teams.");
    }
    if (tenantId !== undefined && !tenantIds.includes(tenantId)) {
      throw new ChatError("not-allowed", `Footnote is not configured for the tenant ${tenantId}.`);
    }
    const { loginUrl, sharedTenant } = cloudOfScope(scope, options);
    const home = isMultiTenant ? sharedTenant : tenantIds[0];
    const url = `${loginUrl}/${tenantId ?? home}/oauth2/v2.0/token`;
    const key = `${url} ${scope}`;
    const known = usable(kept.get(key), given?.refused);
    if (known !== undefined && now() < known.renewAt) return known.token;
    const asking = asked.get(key) ?? ask(key, url, { scope, ...app });
    asked.set(key, asking);
    try {
      return await asking;
    } catch (error) {
      // While the login service is away, one that is about to expire is as good as another.
      if (known !== undefined && now() < known.expiresAt) return known.token;
      throw error;
    } finally {
      asked.delete(key);
    }
  };

  function usable(token: KeptToken | undefined, refused?: string): KeptToken | undefined {
    if (token === undefined || token.token !== refused) return token;
    return now() < token.keptAt + NEW_MS ? token : undefined;
  }

  async function ask(key: string, url: string, given: Asked): Promise<string> {
    const { access_token: token, expires_in: seconds } = await requestToken(url, given);
    const lifeMs = Math.min(seconds * 1_000, MOST_MS + MARGIN_MS);
    const renewAt = now() + Math.max(lifeMs - MARGIN_MS, lifeMs / 2);
    kept.set(key, { token, keptAt: now(), renewAt, expiresAt: now() + seconds * 1_000 });
    return token;
  }
}

interface Asked {
  scope: string;
  id: string;
  password: string;
}

async function requestToken(url: string, { scope, id, password }: Asked) {
  const form = { grant_type: "client_credentials", client_id: id, client_secret: password, scope };
  const { origin } = new URL(url);
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    // The secret goes to nobody else, whatever is answered.
    const rest = { signal, redirect: "error" } as const;
    response = await fetch(url, { method: "POST", body: new URLSearchParams(form), ...rest });
    text = await response.text();
  } catch {
    const message = `Microsoft's login service cannot be reached at ${origin}.`;
    throw new ChatError("unavailable", message, { cause: NOTHING_SENT });
  }
  const { status, headers } = response;
  if (status === RATE_LIMITED || status >= SERVER_FAULT) {
    const code = status === RATE_LIMITED ? "rate-limited" : "unavailable";
    const wait = retryAfterMs(headers.get("retry-after"));
    const cause = {
      status,
      code: undefined,
      message: undefined,
      retryAfterMs: wait,
      ...NOTHING_SENT,
    };
    const message = `Microsoft's login service at ${origin} answered ${status}.`;
    throw new ChatError(code, message, { cause });
  }
  if (!response.ok) throw refusedToken({ status, text, appId: id, url, scope });
  const grant = grantSchema.safeParse(parseJson(text));
  if (grant.success) return grant.data;
  const message = `What answers at ${origin} is no login service of Microsoft.`;
  throw new ChatError("unavailable", message, { cause: NOTHING_SENT });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
