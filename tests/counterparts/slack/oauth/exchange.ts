import { SlackRefusal } from "../api/refusal.ts";
import type { Installation } from "../shapes/app.ts";
import { install, newToken, TOKEN_LIFE_MS } from "../state/app.ts";
import type { World } from "../world.ts";

const CODE_LIFE_MS = 10 * 60_000;

interface Asked {
  id: string | undefined;
  secret: string | undefined;
  code?: string | undefined;
  redirect_uri?: string | undefined;
  grant_type?: string | undefined;
  refresh_token?: string | undefined;
}

/** `oauth.v2.access`: a code, or a refresh token, becomes a bot token. */
export function exchangeCode(world: World, asked: Asked) {
  if (asked.id !== world.app.clientId) throw new SlackRefusal("invalid_client_id");
  if (asked.secret !== world.app.clientSecret) throw new SlackRefusal("bad_client_secret");
  if (asked.grant_type === "refresh_token") return renew(world, asked.refresh_token ?? "");
  const code = world.oauthCodes.get(asked.code ?? "");
  if (code === undefined) throw new SlackRefusal("invalid_code");
  world.oauthCodes.delete(asked.code ?? "");
  if (world.clock.now() - code.at > CODE_LIFE_MS) throw new SlackRefusal("code_expired");
  if ((asked.redirect_uri ?? code.redirectUri) !== code.redirectUri) {
    throw new SlackRefusal("bad_redirect_uri");
  }
  const { teamId, userId, scopes, isOrgWide } = code;
  const answer = granted(world, install(world, teamId, userId, scopes));
  if (!isOrgWide) return answer;
  const enterprise = { id: "E0LAKESIDE", name: "Lakeside Group" };
  return { ...answer, team: null, enterprise, is_enterprise_install: true };
}

function renew(world: World, refreshToken: string) {
  const installed = world.installations.find((one) => one.refreshToken === refreshToken);
  if (refreshToken === "" || installed?.state !== "active") {
    throw new SlackRefusal("invalid_refresh_token");
  }
  installed.botToken = newToken(world, "xoxe.xoxb-1-");
  installed.refreshToken = newToken(world, "xoxe-1-");
  installed.expiresAt = world.clock.now() + TOKEN_LIFE_MS;
  return granted(world, installed);
}

function granted(world: World, installed: Installation) {
  const team = world.teams.get(installed.teamId);
  const { refreshToken } = installed;
  return {
    app_id: world.app.id,
    authed_user: { id: installed.installedBy },
    scope: installed.scopes.join(","),
    token_type: "bot",
    access_token: installed.botToken,
    bot_user_id: installed.botUserId,
    team: { id: installed.teamId, name: team?.name },
    enterprise: null,
    is_enterprise_install: false,
    ...(refreshToken === undefined
      ? {}
      : { refresh_token: refreshToken, expires_in: TOKEN_LIFE_MS / 1_000 }),
  };
}
