import { SlackRefusal } from "../api/refusal.ts";
import { exchangeCode } from "../oauth/exchange.ts";
import { exchangeOpenIdCode } from "../oauth/open-id.ts";
import { revokeToken, uninstall } from "../oauth/uninstall.ts";
import { flag, type Method, method, text } from "./method.ts";

/** Tokens, connections, installing and going away. */
export const authMethods: Record<string, Method> = {
  "auth.test": method({
    tier: "free",
    args: {},
    run({ world, installation }) {
      const team = world.teams.get(installation.teamId);
      const bot = world.users.get(installation.botUserId);
      return {
        url: `https://${team?.domain}.slack.com/`,
        team: team?.name,
        user: bot?.name,
        team_id: installation.teamId,
        user_id: installation.botUserId,
        bot_id: installation.botId,
        is_enterprise_install: false,
      };
    },
  }),
  "auth.revoke": method({
    tier: "tier3",
    args: { test: flag.optional() },
    run({ world, installation }, { test }) {
      if (test !== true) revokeToken(world, installation);
      return { revoked: test !== true };
    },
  }),
  "apps.connections.open": method({
    token: "app",
    tier: "tier1",
    args: {},
    run({ world }) {
      if (!world.app.manifest.settings.socket_mode_enabled) {
        throw new SlackRefusal("socket_mode_not_enabled");
      }
      return { url: world.sockets.invite() };
    },
  }),
  "apps.uninstall": method({
    tier: "tier1",
    args: { client_id: text, client_secret: text },
    run({ world, installation }, { client_id, client_secret }) {
      const { app } = world;
      if (client_id !== app.clientId) throw new SlackRefusal("invalid_client_id");
      if (client_secret !== app.clientSecret) throw new SlackRefusal("bad_client_secret");
      uninstall(world, installation.teamId);
      return {};
    },
  }),
  "oauth.v2.access": method({
    token: "none",
    tier: "tier4",
    args: {
      client_id: text.optional(),
      client_secret: text.optional(),
      code: text.optional(),
      redirect_uri: text.optional(),
      grant_type: text.optional(),
      refresh_token: text.optional(),
    },
    run: ({ world, basic }, args) => {
      const { client_id: id = basic?.id, client_secret: secret = basic?.secret } = args;
      return exchangeCode(world, { ...args, id, secret });
    },
  }),
  "openid.connect.token": method({
    token: "none",
    tier: "tier4",
    args: {
      client_id: text.optional(),
      client_secret: text.optional(),
      code: text.optional(),
      redirect_uri: text.optional(),
      grant_type: text.optional(),
      refresh_token: text.optional(),
      // Not documented for this method; a client that sends it is held to it.
      code_verifier: text.optional(),
    },
    run: ({ world, basic }, args) => {
      const { client_id: id = basic?.id, client_secret: secret = basic?.secret } = args;
      return exchangeOpenIdCode(world, { ...args, id, secret });
    },
  }),
  "team.info": method({
    scopes: ["team:read"],
    tier: "tier3",
    args: { team: text.optional(), domain: text.optional() },
    run({ world, installation }, { team: asked }) {
      const team = world.teams.get(asked ?? installation.teamId);
      if (team === undefined) throw new SlackRefusal("team_not_found");
      return { team: { ...team, email_domain: "", icon: { image_default: true } } };
    },
  }),
  "bots.info": method({
    scopes: ["users:read"],
    tier: "tier3",
    args: { bot: text.optional(), team_id: text.optional() },
    run({ world, installation }, { bot = installation.botId }) {
      const user = [...world.users.values()].find((one) => one.botId === bot);
      if (user === undefined) throw new SlackRefusal("bot_not_found");
      const { id, realName, deactivated } = user;
      return { bot: { id: bot, name: realName, user_id: id, deleted: deactivated } };
    },
  }),
};
