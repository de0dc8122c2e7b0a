import { Refusal, unauthorized } from "../../replies/refusal.ts";
import type { World } from "../../world.ts";
import type { Answer } from "../route.ts";
import type { OauthClient } from "./grants.ts";

/** The consent page, as if somebody had pressed its button at once. @throws Refusal */
export function authorize({ grants }: World, params: URLSearchParams): Answer {
  const asked = Object.fromEntries(params);
  const client = grants.clients.get(asked.client_id ?? "");
  const redirectUri = asked.redirect_uri ?? "";
  const allowed = client?.redirectUris?.includes(redirectUri) ?? redirectUri !== "";
  if (client === undefined || !allowed || !URL.canParse(redirectUri)) {
    throw new Refusal(400, "The client_id or redirect_uri is not one of an app");
  }
  const back = new URL(redirectUri);
  if (asked.state !== undefined) back.searchParams.set("state", asked.state);
  const scopes = (asked.scope ?? "").split(/[ +]/).filter((scope) => scope !== "");
  const problem = problemOf(client, asked, scopes);
  const accountId = grants.consentOf;
  if (problem !== undefined) {
    back.searchParams.set("error", "invalid_request");
    back.searchParams.set("error_description", problem);
  } else if (accountId === undefined) {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", "User did not authorize the request");
  } else {
    const { clientId } = client;
    back.searchParams.set("code", grants.code({ clientId, redirectUri, scopes, accountId }));
  }
  return { status: 302, headers: { location: back.href } };
}

function problemOf(
  client: OauthClient,
  asked: Record<string, string>,
  scopes: readonly string[],
): string | undefined {
  if (asked.response_type !== "code") return "response_type must be code";
  if (asked.audience !== "api.atlassian.com") return "audience must be api.atlassian.com";
  if (asked.prompt !== undefined && asked.prompt !== "consent") return "prompt must be consent";
  if (scopes.length === 0) return "scope must be given";
  const strange = scopes.filter(
    (scope) => scope !== "offline_access" && client.scopes?.includes(scope) === false,
  );
  if (strange.length > 0) return `the app may not ask for ${strange.join(" ")}`;
  return undefined;
}

/** Codes and refresh tokens for tokens, as JSON or as a form. @throws Refusal */
export function giveTokens({ grants }: World, body: unknown): Answer {
  const asked = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const client = grants.clients.get(text("client_id"));
  if (client === undefined || client.clientSecret !== text("client_secret")) {
    const error = { error: "access_denied", error_description: "Unauthorized" };
    throw new Refusal(401, "Unauthorized", { body: error });
  }
  if (asked.grant_type === "authorization_code") {
    return { value: grants.exchange(client, text("code"), text("redirect_uri")) };
  }
  if (asked.grant_type === "refresh_token") {
    return { value: grants.refresh(client, text("refresh_token")) };
  }
  const description = `Grant type '${text("grant_type")}' is not supported`;
  const error = { error: "unsupported_grant_type", error_description: description };
  throw new Refusal(400, description, { body: error });
}

/** The sites that a grant is for. @throws Refusal */
export function accessibleResources(world: World, authorization: string | undefined): Answer {
  const grant = world.grants.grantOf(/^Bearer (.+)$/.exec(authorization ?? "")?.[1] ?? "");
  if (grant === undefined) throw unauthorized();
  const scopes = grant.scopes.filter((scope) => scope !== "offline_access");
  const { cloudId: id, siteUrl: url } = world;
  const avatarUrl = `${url}/avatar.png`;
  return { value: [{ id, url, name: "acme", scopes, avatarUrl }] };
}
