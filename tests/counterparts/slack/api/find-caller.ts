import type { Method } from "../methods/method.ts";
import type { Installation } from "../shapes/app.ts";
import type { World } from "../world.ts";
import { SlackRefusal } from "./refusal.ts";

const NOBODY: Installation = {
  teamId: "",
  botUserId: "",
  botId: "",
  botToken: "",
  scopes: [],
  installedBy: "",
  state: "active",
  refreshToken: undefined,
  expiresAt: undefined,
};

/** Who calls; refuses a token that is wrong, spent, of the wrong kind or without the scope. */
export function findCaller(world: World, method: Method, token: string | undefined): Installation {
  if (method.token === "none") return NOBODY;
  if (token === undefined || token === "") throw new SlackRefusal("not_authed");
  if (method.token === "app") {
    if (token === world.app.appToken) return NOBODY;
    throw new SlackRefusal(token.startsWith("xapp-") ? "invalid_auth" : "not_allowed_token_type");
  }
  if (token === world.app.appToken) throw new SlackRefusal("not_allowed_token_type");
  const caller = world.installations.find((one) => one.botToken === token);
  if (caller === undefined) throw new SlackRefusal("invalid_auth");
  if (caller.state === "uninstalled") throw new SlackRefusal("account_inactive");
  if (caller.state === "revoked") throw new SlackRefusal("token_revoked");
  if (caller.expiresAt !== undefined && caller.expiresAt <= world.clock.now()) {
    throw new SlackRefusal("token_expired");
  }
  const { scopes } = method;
  const [only] = scopes;
  if (only !== undefined && scopes.length === 1) world.usedScopes.add(only);
  if (scopes.length > 0 && !scopes.some((scope) => caller.scopes.includes(scope))) {
    const provided = caller.scopes.join(",");
    throw new SlackRefusal("missing_scope", { needed: scopes.join(","), provided });
  }
  return caller;
}
