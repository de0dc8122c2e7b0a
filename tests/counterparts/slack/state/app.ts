import type { Installation } from "../shapes/app.ts";
import type { World } from "../world.ts";
import { addUser } from "./users.ts";

/**
 * Installs without the consent page; a second time in the same workspace renews the token. Scopes are
 * all of the manifest's where none are given, and add to those that are there.
 */
export function install(
  world: World,
  teamId: string,
  byUserId: string,
  scopes?: readonly string[],
): Installation {
  const { manifest } = world.app;
  const earlier = world.installations.find((one) => one.teamId === teamId);
  const name = manifest.features.bot_user?.display_name ?? manifest.display_information.name;
  const bot =
    earlier === undefined
      ? addUser(world, teamId, { name: name.toLowerCase(), realName: name, kind: "app" })
      : world.users.get(earlier.botUserId);
  if (bot === undefined) throw new Error("the app's own user is gone");
  bot.deactivated = false;
  const hadBefore = earlier?.state === "active" ? earlier.scopes : [];
  const rotates = manifest.settings.token_rotation_enabled;
  const fresh: Installation = {
    teamId,
    botUserId: bot.id,
    botId: bot.botId ?? "",
    botToken: newToken(world, rotates ? "xoxe.xoxb-1-" : "xoxb-"),
    scopes: manifest.oauth_config.scopes.bot.filter(
      (scope) => (scopes ?? [scope]).includes(scope) || hadBefore.includes(scope),
    ),
    installedBy: byUserId,
    state: "active",
    refreshToken: rotates ? newToken(world, "xoxe-1-") : undefined,
    expiresAt: rotates ? world.clock.now() + TOKEN_LIFE_MS : undefined,
  };
  world.installations = [...world.installations.filter((one) => one !== earlier), fresh];
  return fresh;
}

export const TOKEN_LIFE_MS = 12 * 3_600_000;

export function newToken(world: World, prefix: string): string {
  return `${prefix}${world.ids.next("").toLowerCase()}-test`;
}

export function activeInstallation(world: World, teamId: string): Installation | undefined {
  return world.installations.find((one) => one.teamId === teamId && one.state === "active");
}
