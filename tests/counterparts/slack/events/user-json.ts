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
    tz: "Europe/Berlin",
    tz_label: "Central European Time",
    tz_offset: 3_600,
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
