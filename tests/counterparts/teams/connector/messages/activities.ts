import type { World } from "../../world.ts";
import { mustBeIn } from "../authorize.ts";
import { Refusal } from "../refusal.ts";
import type { Answer } from "./answer.ts";
import { streamInfoOf } from "./stream-rules.ts";
import { takeStreamed } from "./streams.ts";
import { replaceMessage, takeMessage } from "./take-message.ts";

/** A message, a typing sign or a piece of a stream. */
export function sendActivity(world: World, conversationId: string, body: unknown): Answer {
  const target = mustBeIn(world, conversationId);
  const activity = mustBeActivity(world, body);
  const info = streamInfoOf(activity);
  if (info !== undefined) return takeStreamed(world, target, activity, info);
  if (activity.type === "typing") return { status: 202, body: {} };
  return { status: 201, body: { id: takeMessage(world, target, activity).id } };
}

/** The same as an answer to a message: in a channel it goes to that message's thread. */
export function replyTo(
  world: World,
  conversationId: string,
  activityId: string,
  body: unknown,
): Answer {
  const target = mustBeIn(world, conversationId);
  const replied = target.room.messages.find(({ id }) => id === activityId);
  if (replied === undefined || target.room.kind !== "channel") {
    return sendActivity(world, conversationId, body);
  }
  const rootId = replied.rootId ?? replied.id;
  return sendActivity(world, `${target.room.id};messageid=${rootId}`, body);
}

export function updateActivity(
  world: World,
  conversationId: string,
  activityId: string,
  body: unknown,
): Answer {
  const message = mustBeOwn(world, conversationId, activityId);
  const activity = mustBeActivity(world, body);
  if (message.stream === "running") {
    world.complaints.push(`update of ${activityId}: it is being streamed`);
    throw new Refusal(403, "ContentStreamNotAllowed", "Content stream is not allowed");
  }
  replaceMessage(world, message, activity);
  message.isEdited = true;
  return { status: 200, body: { id: message.id } };
}

export function deleteActivity(world: World, conversationId: string, activityId: string): Answer {
  mustBeOwn(world, conversationId, activityId).isDeleted = true;
  return { status: 200, body: {} };
}

function mustBeOwn(world: World, conversationId: string, activityId: string) {
  const { room } = mustBeIn(world, conversationId);
  const message = room.messages.find(({ id, isDeleted }) => id === activityId && !isDeleted);
  if (message === undefined) {
    throw new Refusal(404, "ActivityNotFoundInConversation", "The activity was not found.");
  }
  if (message.from !== "bot") {
    world.complaints.push(`${activityId}: the bot changed somebody else's message`);
    throw new Refusal(403, "NotEnoughPermissions", "Not enough permissions for this operation.");
  }
  return message;
}

function mustBeActivity(world: World, body: unknown): Record<string, unknown> {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  const activity = isObject ? (body as Record<string, unknown>) : {};
  if (activity.type === "message" || activity.type === "typing") return activity;
  world.complaints.push(`activity of type ${String(activity.type)}: Teams takes no such`);
  throw new Refusal(400, "BadSyntax", `Unknown activity type ${String(activity.type)}`);
}
