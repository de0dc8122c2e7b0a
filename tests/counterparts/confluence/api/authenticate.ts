import { Refusal, unauthorized } from "../replies/refusal.ts";
import type { World } from "../world.ts";
import type { Caller, Route } from "./route.ts";

/** Whose credentials these are. On the site only an API token counts. @throws Refusal */
export function authenticate(
  world: World,
  authorization: string | undefined,
  path: string,
  isGateway: boolean,
): Caller {
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (scheme === "Basic") {
    const [email = "", ...rest] = Buffer.from(value, "base64").toString("utf8").split(":");
    const known = world.apiTokens.get(email);
    const isRight = known !== undefined && known.token === rest.join(":");
    // One with scopes is refused on the site, where nobody checks scopes.
    if (!isRight || (known.scopes !== undefined && !isGateway)) throw unauthorized();
    const scopes = known.scopes === undefined ? undefined : new Set(known.scopes);
    return { accountId: known.accountId, scopes };
  }
  if (scheme === "Bearer" && isGateway) {
    const grant = world.grants.grantOf(value);
    if (grant === undefined) throw unauthorized();
    return { accountId: grant.accountId, scopes: new Set(grant.scopes) };
  }
  if (authorization !== undefined || isGateway) throw unauthorized();
  const isOpen = [...world.site.spaces.values()].some(({ readers }) => readers.anonymous);
  if (isOpen) return { accountId: undefined, scopes: undefined };
  if (path.startsWith("/wiki/rest/")) {
    throw new Refusal(403, "Anonymous users are not allowed to use Confluence");
  }
  throw unauthorized();
}

/** @throws Refusal when the token was not given what this route needs. */
export function checkScopes({ scopes }: Caller, { scopes: needed }: Pick<Route, "scopes">): void {
  if (scopes === undefined) return;
  if (needed.some((set) => set.every((scope) => scopes.has(scope)))) return;
  throw unauthorized("Unauthorized; scope does not match");
}
