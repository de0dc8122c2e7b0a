import type { TeamsActivity } from "./teams-activity.ts";

/** What an activity says of the bot's own place: in this conversation, a channel, or a whole team. */
export interface RoomLife {
  type: "opened" | "closed";
  of: "conversation" | "channel" | "team";
  /** The app was installed, not only upgraded or let back in. */
  isNew: boolean;
  /** Nothing of it comes back. */
  isGone: boolean;
}

const EVENTS: Readonly<Record<string, Pick<RoomLife, "type" | "of">>> = {
  channelDeleted: { type: "closed", of: "channel" },
  channelRestored: { type: "opened", of: "channel" },
  teamArchived: { type: "closed", of: "team" },
  teamDeleted: { type: "closed", of: "team" },
  teamHardDeleted: { type: "closed", of: "team" },
  teamUnarchived: { type: "opened", of: "team" },
  teamRestored: { type: "opened", of: "team" },
};

/** Undefined for what does not change where the bot is. */
export function readLife(activity: TeamsActivity): RoomLife | undefined {
  const { type, action = "", channelData, recipient, membersAdded, membersRemoved } = activity;
  const eventType = channelData.eventType ?? "";
  // In a team, the app is in all its channels but those that have members of their own.
  const isOwnMember = /^channelMember(?:Added|Removed)$/.test(eventType);
  const ofTeam = channelData.team?.id !== undefined && !isOwnMember;
  const of = ofTeam ? "team" : "conversation";
  if (type === "installationUpdate") {
    if (/^add(?:-upgrade)?$/.test(action)) {
      return { type: "opened", of, isNew: action === "add", isGone: false };
    }
    const isRemoved = /^remove(?:-upgrade)?$/.test(action);
    return isRemoved ? { type: "closed", of, isNew: false, isGone: of !== "team" } : undefined;
  }
  const event = Object.hasOwn(EVENTS, eventType) ? EVENTS[eventType] : undefined;
  if (event !== undefined) {
    return { ...event, isNew: false, isGone: eventType === "teamHardDeleted" };
  }
  const isBot = ({ id }: { id: string }) => id === recipient.id;
  if (membersAdded.some(isBot)) {
    // Of these alone, no installation is told.
    return { type: "opened", of, isNew: isOwnMember, isGone: false };
  }
  if (!membersRemoved.some(isBot)) return undefined;
  return { type: "closed", of, isNew: false, isGone: of !== "team" };
}
