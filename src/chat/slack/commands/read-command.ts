import { z } from "zod";
import type { RoomCommand } from "../../chat-rooms.ts";
import { slackActions } from "../actions.ts";
import type { Occurrence } from "../events/occurrence.ts";
import type { SlackClick } from "../events/slack-interaction.ts";
import { slackId, slackWorkspaceId } from "../slack-ids.ts";
import { unescapeCommand } from "./unescape-command.ts";

/** More than a button or a person has; what is longer is cut. */
const MOST_CHARACTERS = 4_000;
const id = z.string().regex(/^[A-Z][A-Z0-9]+$/);

/** A slash command, as Slack sends it over a socket or as a form. */
export const slackCommand = z.object({
  command: z.string().startsWith("/"),
  text: z.string().default(""),
  team_id: id,
  user_id: id,
  channel_id: id,
  trigger_id: z.string().min(1),
  response_url: z.string().optional(),
});

export type SlackCommand = z.infer<typeof slackCommand>;

/** What somebody typed after `/footnote`. */
export function readCommand(given: SlackCommand, teamId: string): Occurrence {
  const text = unescapeCommand(given.text, teamId);
  const { user_id: user, channel_id: channel, response_url: answerTo } = given;
  const command = toRoomCommand({ text, user, channel, answerTo }, teamId);
  // Slack gives one out for each time that it is typed.
  return occurrence(given.trigger_id, command);
}

/** A button that stands for a command; undefined for any other. */
export function readCommandClick(
  { actions: [action], container, user, trigger_id, response_url }: SlackClick,
  teamId: string,
): Occurrence | undefined {
  // A home is in no channel: what is pressed there is answered to the person.
  const isView = container.type === "view";
  const channel = isView ? user.id : container.channel_id;
  const isCommand = action?.action_id.split(":")[0] === slackActions.command;
  if (!isCommand || action?.value === undefined || channel === undefined) return undefined;
  const by = { user: user.id, channel, answerTo: response_url };
  const command: RoomCommand = {
    ...toRoomCommand({ text: action.value, ...by }, teamId),
    ...(isView ? { isDirect: true, isFromHome: true } : {}),
  };
  const once = trigger_id ?? `${action.action_ts}:${action.action_id}:${action.value}`;
  return occurrence(once, command);
}

function toRoomCommand(
  given: { text: string; user: string; channel: string; answerTo: string | undefined },
  teamId: string,
): RoomCommand {
  return {
    text: given.text.slice(0, MOST_CHARACTERS),
    by: slackId(teamId, given.user),
    workspaceId: slackWorkspaceId(teamId),
    roomId: slackId(teamId, given.channel),
    isDirect: given.channel.startsWith("D"),
    answerTo: given.answerTo,
  };
}

/** What one person asks for takes effect in the order in which they did; nobody waits for others. */
function occurrence(once: string, command: RoomCommand): Occurrence {
  // By the whole id of the person, it goes with all else of their workspace.
  const key = `command:${command.by}:${once}`;
  return { key, group: `commands:${command.by}`, event: { type: "command", command } };
}
