import { randomUUID } from "node:crypto";

/** The bot as it is registered. */
export interface BotApp {
  id: string;
  password: string;
  isMultiTenant: boolean;
  /** Where it is known: one tenant, or those that it was installed in. */
  tenantIds: string[];
}

/** What the login service gave out. */
export interface IssuedToken {
  /** `https://api.botframework.com`, `https://graph.microsoft.com` */
  audience: string;
  tenantId: string;
  expiresAt: number;
}

interface TokenWorld {
  app: BotApp;
  lifetimeSeconds: number;
  now(): number;
  issue(token: IssuedToken): string;
}

/** What single words of Entra stand for, each with the number that people search for. */
const refusals = {
  "no such tenant": { status: 400, error: "invalid_request", number: 90002 },
  "no such app there": { status: 400, error: "unauthorized_client", number: 700016 },
  "wrong secret": { status: 401, error: "invalid_client", number: 7000215 },
  "wrong grant": { status: 400, error: "unsupported_grant_type", number: 70003 },
  "wrong scope": { status: 400, error: "invalid_scope", number: 70011 },
} as const;

/** Entra has one tenant of the Bot Framework's own, where apps of several tenants get their tokens. */
const BOT_FRAMEWORK_TENANT = "botframework.com";

/** Answers `POST /login/<tenant>/oauth2/v2.0/token`; the body is a form. */
export function answerToken(world: TokenWorld, tenantId: string, form: URLSearchParams): Response {
  const { app, lifetimeSeconds } = world;
  const isKnown = tenantId === BOT_FRAMEWORK_TENANT || app.tenantIds.includes(tenantId);
  if (!isKnown) return refuse("no such tenant");
  const isHome = tenantId === BOT_FRAMEWORK_TENANT ? app.isMultiTenant : true;
  if (form.get("client_id") !== app.id || !isHome) return refuse("no such app there");
  if (form.get("client_secret") !== app.password) return refuse("wrong secret");
  if (form.get("grant_type") !== "client_credentials") return refuse("wrong grant");
  const scope = form.get("scope") ?? "";
  if (!/^https:\/\/[\w.]+\/\.default$/.test(scope)) return refuse("wrong scope");
  const audience = scope.replace(/\/\.default$/, "");
  const expiresAt = world.now() + lifetimeSeconds * 1_000;
  return Response.json({
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: world.issue({ audience, tenantId, expiresAt }),
  });
}

function refuse(why: keyof typeof refusals): Response {
  const { status, error, number } = refusals[why];
  const [trace, correlation] = [randomUUID(), randomUUID()];
  return Response.json(
    {
      error,
      error_description: `AADSTS${number}: ${why}. Trace ID: ${trace}`,
      error_codes: [number],
      trace_id: trace,
      correlation_id: correlation,
    },
    { status },
  );
}
