import type { User } from "../shapes/user.ts";
import { isGuest } from "../state/users.ts";

/** A person as Slack shows them; the e-mail only to whoever may see it. */
export function userJson(user: User, seen: { email: boolean; byTeam: string }) {
  const { kind } = user;
  const outside = user.teamId !== seen.byTeam;
  const profile = {
    title: "",
    phone: "",
    skype: "",
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    status_text: "",
    status_emoji: "",
    team: user.teamId,
    ...(seen.email && user.email !== undefined ? { email: user.email } : {}),
    ...(user.botId === undefined ? {} : { bot_id: user.botId }),
  };
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deactivated,
    real_name: user.realName,
    tz: user.tz,
    tz_label: zoneName(user.tz, "long"),
    tz_offset: zoneOffset(user.tz),
    profile,
    ...(user.deactivated
      ? {}
      : {
          is_admin: !outside && (kind === "admin" || kind === "owner"),
          is_owner: !outside && kind === "owner",
          is_primary_owner: !outside && kind === "owner",
          is_restricted: !outside && isGuest(user),
          is_ultra_restricted: !outside && kind === "single-channel-guest",
          ...(outside ? { is_stranger: true } : {}),
        }),
    is_bot: kind === "bot" || kind === "app",
    is_app_user: kind === "app",
    is_email_confirmed: user.emailConfirmed,
    updated: Math.floor(user.updatedAt / 1_000),
    locale: user.locale,
    who_can_share_contact_card: "EVERYONE",
  };
}

/** Slack's label is of the time that is in force: `Central European Summer Time`. */
function zoneName(timeZone: string, timeZoneName: "long" | "longOffset"): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName }).formatToParts();
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** In seconds east of Greenwich. */
function zoneOffset(timeZone: string): number {
  const [, sign = "+", hours = "0", minutes = "0"] =
    /GMT([+-])(\d+):(\d+)/.exec(zoneName(timeZone, "longOffset")) ?? [];
  return Number(`${sign}1`) * (Number(hours) * 3_600 + Number(minutes) * 60);
}
