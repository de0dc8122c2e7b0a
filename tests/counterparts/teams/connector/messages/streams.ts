import { addMessage } from "../../state/rooms.ts";
import type { World } from "../../world.ts";
import type { Target } from "../authorize.ts";
import { Refusal } from "../refusal.ts";
import type { Answer } from "./answer.ts";
import {
  mustBeFinal,
  mustBeOpen,
  mustBePiece,
  mustBeSmall,
  type StreamInfo,
} from "./stream-rules.ts";
import { replaceMessage, textOf } from "./take-message.ts";

/** What timers and the way there make of a second. */
const TOLERANCE_MS = 50;

/** One request of a stream: its first, a further one or its end. */
export function takeStreamed(
  world: World,
  target: Target,
  activity: Record<string, unknown>,
  info: StreamInfo,
): Answer {
  try {
    if (target.room.kind !== "personal") {
      throw new Refusal(400, "BadArgument", "Streaming api is not enabled for this conversation.");
    }
    return info.streamId === undefined
      ? begin(world, target, activity, info)
      : goOn(world, target, activity, { ...info, streamId: info.streamId });
  } catch (error) {
    // That somebody pressed stop is no fault of the bot's.
    const isBots = error instanceof Refusal && !error.message.includes("cancelled by user");
    if (isBots) world.complaints.push(`stream in ${target.room.id}: ${error.message}`);
    throw error;
  }
}

function begin(
  world: World,
  { room, rootId }: Target,
  activity: Record<string, unknown>,
  info: StreamInfo,
): Answer {
  if (activity.type !== "typing") {
    throw new Refusal(
      400,
      "BadArgument",
      "Only end streaming type is allowed as a message activity.",
    );
  }
  mustBePiece(activity, info);
  mustBeSmall(world, activity);
  if (info.streamSequence !== 1) {
    throw new Refusal(400, "BadRequest", "The first streamSequence must be 1.");
  }
  const now = performance.now();
  const running = [...world.streams.values()].some(
    ({ roomId, state, begunAt }) =>
      roomId === room.id && state === "running" && now - begunAt <= world.limits.streamMs,
  );
  if (running) world.complaints.push(`stream in ${room.id}: another one is running there`);
  const text = textOf(activity);
  const message = addMessage(world, room, {
    from: "bot",
    text,
    rootId,
    activity,
    stream: "running",
  });
  world.streams.set(message.id, {
    id: message.id,
    roomId: room.id,
    begunAt: now,
    lastAt: now,
    sequence: 1,
    text: info.streamType === "informative" ? "" : text,
    state: "running",
  });
  return { status: 201, body: { id: message.id } };
}

function goOn(
  world: World,
  { room }: Target,
  activity: Record<string, unknown>,
  info: StreamInfo & { streamId: string },
): Answer {
  const stream = world.streams.get(info.streamId);
  const message = room.messages.find(({ id }) => id === info.streamId);
  if (stream === undefined || message === undefined) {
    throw new Refusal(400, "BadRequest", `There is no stream ${info.streamId}.`);
  }
  mustBeOpen(world, stream);
  mustBeSmall(world, activity);
  const isFinal = activity.type === "message";
  if (isFinal) mustBeFinal(info);
  else mustBePiece(activity, info);
  const now = performance.now();
  const waitMs = stream.lastAt + world.limits.streamGapMs - TOLERANCE_MS - now;
  if (waitMs > 0) throw new Refusal(429, "Throttled", "API calls quota exceeded", waitMs);
  stream.lastAt = now;
  const text = textOf(activity);
  if (info.streamType !== "informative" && !text.startsWith(stream.text)) {
    const message = "A streamed message must begin with what was streamed before.";
    throw new Refusal(400, "BadRequest", message);
  }
  if (isFinal) {
    replaceMessage(world, message, activity);
    stream.state = "done";
    message.stream = "done";
    return { status: 202, body: { id: stream.id } };
  }
  if ((info.streamSequence ?? 0) <= stream.sequence) {
    const dropped = "PreCondition failed exception when processing streaming activity.";
    world.complaints.push(`stream in ${room.id}: streamSequence does not grow, so it is dropped`);
    const error = { code: "ContentStreamSequenceOrderPreConditionFailed", message: dropped };
    return { status: 202, body: { error } };
  }
  stream.sequence = info.streamSequence ?? 0;
  if (info.streamType === "streaming") stream.text = text;
  message.text = text;
  message.activity = activity;
  return { status: 202, body: {} };
}

/** Somebody presses stop: the bot learns of it with its next request. */
export function cancelStream(world: World, roomId: string): void {
  const stream = [...world.streams.values()].find(
    (one) => one.roomId === roomId && one.state === "running",
  );
  if (stream === undefined) throw new Error("nothing is being streamed there");
  stream.state = "cancelled";
  const message = world.rooms.get(roomId)?.messages.find(({ id }) => id === stream.id);
  if (message !== undefined) message.stream = "cancelled";
}
