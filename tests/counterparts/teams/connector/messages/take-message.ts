import { checkMessage } from "../../checks/check-message.ts";
import type { Message } from "../../shapes/message.ts";
import { addMessage } from "../../state/rooms.ts";
import type { World } from "../../world.ts";
import type { Target } from "../authorize.ts";
import { Refusal } from "../refusal.ts";

/** Puts a message of the bot's where it belongs. @throws Refusal for what Teams does not take */
export function takeMessage(
  world: World,
  { room, rootId }: Target,
  activity: Record<string, unknown>,
): Message {
  mustBeRight(world, room.id, activity);
  return addMessage(world, room, {
    from: "bot",
    text: textOf(activity),
    rootId,
    activity,
    mentions: mentionsOf(activity),
  });
}

/** Replaces what a message of the bot's says; what a person saw of it alone is gone. */
export function replaceMessage(
  world: World,
  message: Message,
  activity: Record<string, unknown>,
): void {
  mustBeRight(world, message.roomId, activity);
  message.activity = activity;
  message.text = textOf(activity);
  message.mentions = mentionsOf(activity);
  message.ownCards.clear();
}

export function textOf({ text }: Record<string, unknown>): string {
  return typeof text === "string" ? text : "";
}

function mentionsOf({ entities }: Record<string, unknown>): Message["mentions"] {
  if (!Array.isArray(entities)) return [];
  return entities
    .filter(({ type }) => type === "mention")
    .map(({ text, mentioned }) => ({ text, id: mentioned?.id, name: mentioned?.name }));
}

/** Also keeps what is refused, or would only look bad, as a complaint. */
function mustBeRight(world: World, roomId: string, activity: Record<string, unknown>): void {
  const bytes = Buffer.byteLength(JSON.stringify(activity));
  if (bytes > world.limits.activityBytes) {
    world.complaints.push(`message in ${roomId}: ${bytes} bytes are too many`);
    throw new Refusal(413, "MessageSizeTooBig", "Message size too large.");
  }
  const { refused, ugly } = checkMessage(activity, (mri) => isKnown(world, mri));
  for (const problem of [...refused, ...ugly]) {
    world.complaints.push(`message in ${roomId}: ${problem}`);
  }
  if (refused[0] !== undefined) throw new Refusal(400, "BadSyntax", refused.join("; "));
}

function isKnown(world: World, mri: string): boolean {
  return (
    mri === world.app.botId ||
    [...world.people.values()].some((one) => one.mri === mri || one.objectId === mri)
  );
}
