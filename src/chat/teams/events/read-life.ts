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
  // In a team, the app is in all its channels.
  const of = channelData.team?.id === undefined ? "conversation" : "team";
  if (type === "installationUpdate") {
    if (/^add(?:-upgrade)?$/.test(action)) {
      return { type: "opened", of, isNew: action === "add", isGone: false };
    }
    const isRemoved = /^remove(?:-upgrade)?$/.test(action);
    return isRemoved ? { type: "closed", of, isNew: false, isGone: of !== "team" } : undefined;
  }
  const eventType = channelData.eventType ?? "";
  const event = Object.hasOwn(EVENTS, eventType) ? EVENTS[eventType] : undefined;
  if (event !== undefined) {
    return { ...event, isNew: false, isGone: eventType === "teamHardDeleted" };
  }
  const isBot = ({ id }: { id: string }) => id === recipient.id;
  if (membersAdded.some(isBot)) return { type: "opened", of, isNew: false, isGone: false };
  if (!membersRemoved.some(isBot)) return undefined;
  return { type: "closed", of, isNew: false, isGone: of !== "team" };
}
