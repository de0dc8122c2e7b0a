import { Refusal } from "../replies/refusal.ts";
import type { Method } from "../requests/methods.ts";
import type { World } from "../world.ts";

const SCOPE_PREFIX = "https://www.googleapis.com/auth/";

interface Bearer {
  email: string;
  /** Last parts of its scopes: `drive.readonly`. */
  scopes: ReadonlySet<string>;
}

/** Whose token a request bears. @throws Refusal */
export function checkToken(
  { accounts, drive }: World,
  header: string | undefined,
  query: URLSearchParams,
): Bearer {
  const inQuery = query.get("access_token") ?? query.get("oauth_token");
  const token = /^Bearer (.+)$/i.exec(header ?? "")?.[1] ?? inQuery ?? undefined;
  if (token === undefined) throw query.has("key") ? badKey() : nobody();
  const found = accounts.find(token);
  if (found === undefined || drive.directory.findUser(found.email).isDeleted) throw badToken();
  const scopes = [...found.scopes].map((scope) => scope.replace(SCOPE_PREFIX, ""));
  return { email: found.email, scopes: new Set(scopes) };
}

/** @throws Refusal */
export function checkScopes(method: Method, scopes: ReadonlySet<string>): void {
  if (method.scopes.some((scope) => scopes.has(scope))) return;
  const service = method.id.startsWith("directory.") ? "admin" : "drive";
  const wanted = method.scopes.map((scope) => SCOPE_PREFIX + scope).join(" ");
  throw new Refusal(403, "Request had insufficient authentication scopes.", {
    reason: "insufficientPermissions",
    short: "Insufficient Permission",
    status: "PERMISSION_DENIED",
    details: [
      {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        domain: "googleapis.com",
        metadata: { method: method.id, service: `${service}.googleapis.com` },
      },
    ],
    headers: {
      "www-authenticate": `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${wanted}"`,
    },
  });
}

function badToken(): Refusal {
  return new Refusal(
    401,
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    {
      reason: "authError",
      short: "Invalid Credentials",
      location: "Authorization",
      locationType: "header",
      status: "UNAUTHENTICATED",
      headers: {
        "www-authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"',
      },
    },
  );
}

function nobody(): Refusal {
  return new Refusal(
    403,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    { reason: "forbidden", status: "PERMISSION_DENIED" },
  );
}

function badKey(): Refusal {
  return new Refusal(400, "API key not valid. Please pass a valid API key.", {
    reason: "badRequest",
    status: "INVALID_ARGUMENT",
  });
}
