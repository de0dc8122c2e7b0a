import { emit } from "../events/emit.ts";
import type { Installation } from "../shapes/app.ts";
import { activeInstallation } from "../state/app.ts";
import type { World } from "../world.ts";

/** The app is taken out of a workspace: its token is dead, its user is gone from every channel. */
export function uninstall(world: World, teamId: string): void {
  const installed = activeInstallation(world, teamId);
  if (installed === undefined) throw new Error(`the app is not installed in ${teamId}`);
  installed.state = "uninstalled";
  for (const channel of world.channels.values()) channel.members.delete(installed.botUserId);
  const bot = world.users.get(installed.botUserId);
  if (bot !== undefined) bot.deactivated = true;
  const tokens = { oauth: [], bot: [installed.botUserId] };
  emit(world, { type: "tokens_revoked", tokens }, { teamId, evenIfGone: true });
  emit(world, { type: "app_uninstalled" }, { teamId, evenIfGone: true });
}

/** One token is taken back; the app stays installed without one. */
export function revokeToken(world: World, installed: Installation): void {
  installed.state = "revoked";
  const { teamId, botUserId } = installed;
  const tokens = { oauth: [], bot: [botUserId] };
  emit(world, { type: "tokens_revoked", tokens }, { teamId, evenIfGone: true });
}
