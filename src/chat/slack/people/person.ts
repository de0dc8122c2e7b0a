import { cleanName } from "../../clean-name.ts";
import { slackRefusal } from "../show/to-chat-error.ts";

/** A user of Slack, as far as reading documents depends on it. */
export interface SlackPerson {
  id: string;
  /** As colleagues see it. */
  name: string;
  /** `bot`: no person at all; `gone`: deactivated; `outsider`: of another workspace, or not known. */
  standing: "member" | "guest" | "outsider" | "bot" | "gone";
  /** Lower-case; only where this workspace has confirmed it. */
  email: string | undefined;
}

/** What `users.info` and `users.list` say of somebody. */
export interface SlackUser {
  id?: string;
  team_id?: string;
  name?: string;
  real_name?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_email_confirmed?: boolean;
  profile?: { email?: string; display_name?: string; real_name?: string };
}

const SLACKBOT = "USLACKBOT";
export const UNKNOWN_NAME = "somebody";

/** Whoever is not plainly a member is less: an outsider holds no more than the rooms they are in. */
export function readPerson(user: SlackUser, teamId: string): SlackPerson {
  const { id = "", profile } = user;
  const standing = standingOf(user, teamId);
  const email = profile?.email?.trim().toLowerCase();
  // What another workspace confirms could be anything that its admins like.
  const isOurs = standing === "member" || standing === "guest";
  const isUsable =
    isOurs && user.is_email_confirmed === true && /^[^\s:@]+@[^\s:@]+$/.test(email ?? "");
  return {
    id,
    name:
      [user.real_name, profile?.real_name, profile?.display_name, user.name]
        .map(cleanName)
        .find((name) => name !== "") ?? id,
    standing,
    email: isUsable ? email : undefined,
  };
}

function standingOf(user: SlackUser, teamId: string): SlackPerson["standing"] {
  if (user.is_bot === true || user.id === SLACKBOT) return "bot";
  if (user.deleted === true) return "gone";
  if (user.is_stranger === true || user.team_id !== teamId) return "outsider";
  if (user.is_restricted === true || user.is_ultra_restricted === true) return "guest";
  return user.is_restricted === false && user.is_ultra_restricted === false ? "member" : "guest";
}

/** Somebody whom Slack does not show: they may read what anyone may. */
export function unknownPerson(id: string): SlackPerson {
  return { id, name: UNKNOWN_NAME, standing: "outsider", email: undefined };
}

export function isUnknownPerson(error: unknown): boolean {
  const refusal = slackRefusal(error) ?? "";
  return ["user_not_found", "user_not_visible", "users_not_found"].includes(refusal);
}
