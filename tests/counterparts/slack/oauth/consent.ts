import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";

/** What stands in the URL of the consent page. */
export interface ConsentAsked {
  clientId: string;
  scopes: string[];
  redirectUri: string;
  state: string;
}

/** Reads the consent page's URL; whatever Slack would not show a page for is an error. */
export function readConsent(world: World, query: URLSearchParams): ConsentAsked {
  const { clientId, manifest } = world.app;
  const { redirect_urls: allowed, scopes } = manifest.oauth_config;
  const redirectUri = query.get("redirect_uri") ?? allowed[0] ?? "";
  if (query.get("client_id") !== clientId) throw new Error("invalid client_id");
  if (!allowed.some((url) => redirectUri.startsWith(url))) {
    throw new Error(`redirect_uri ${redirectUri} did not match any configured URIs`);
  }
  const asked = (query.get("scope") ?? "").split(",").filter(Boolean);
  const strange = asked.filter((scope) => !scopes.bot.includes(scope));
  if (strange.length > 0) throw new Error(`invalid scope ${strange}: not in the manifest`);
  return { clientId, scopes: asked, redirectUri, state: query.get("state") ?? "" };
}

/** Somebody allows it, for their workspace or all of their organization: where they are sent back to. */
export function allow(world: World, asked: ConsentAsked, who: string, isOrgWide = false): string {
  const { id: userId, teamId } = findUser(world, who);
  const code = `${world.ids.next("code")}.${crypto.randomUUID()}`;
  const { redirectUri, scopes } = asked;
  const at = world.clock.now();
  world.oauthCodes.set(code, { teamId, userId, redirectUri, scopes, isOrgWide, at });
  const back = new URL(redirectUri);
  back.searchParams.set("code", code);
  back.searchParams.set("state", asked.state);
  return back.href;
}
