import { z } from "zod";
import type { Stream } from "../../shapes/stream.ts";
import type { World } from "../../world.ts";
import { Refusal } from "../refusal.ts";
import { textOf } from "./take-message.ts";

const INFORMATIVE_CHARACTERS = 1_000;

const infoSchema = z.looseObject({
  type: z.string(),
  streamId: z.string().optional(),
  streamType: z.enum(["informative", "streaming", "final"]).default("streaming"),
  streamSequence: z.int().optional(),
});

export type StreamInfo = z.infer<typeof infoSchema>;

export function streamInfoOf({ entities }: Record<string, unknown>): StreamInfo | undefined {
  if (!Array.isArray(entities)) return undefined;
  const found = entities.find((one) => String(one?.type).toLowerCase() === "streaminfo");
  if (found === undefined) return undefined;
  const read = infoSchema.safeParse(found);
  if (!read.success) throw new Refusal(400, "BadSyntax", z.prettifyError(read.error));
  return read.data;
}

export function mustBeOpen(world: World, stream: Stream): void {
  const notAllowed = (message: string) => new Refusal(403, "ContentStreamNotAllowed", message);
  if (stream.state === "running" && performance.now() - stream.begunAt > world.limits.streamMs) {
    stream.state = "too long";
  }
  if (stream.state === "cancelled") throw notAllowed("Content stream was cancelled by user.");
  if (stream.state === "too long") {
    throw notAllowed("Content stream finished due to exceeded streaming time.");
  }
  if (stream.state === "done") {
    throw notAllowed("Content stream is not allowed on an already completed streamed message");
  }
}

/** @throws Refusal where a request of a stream is larger than a message may be */
export function mustBeSmall(world: World, activity: Record<string, unknown>): void {
  if (Buffer.byteLength(JSON.stringify(activity)) <= world.limits.activityBytes) return;
  throw new Refusal(403, "ContentStreamNotAllowed", "Message size too large");
}

export function mustBePiece(activity: Record<string, unknown>, info: StreamInfo): void {
  const text = textOf(activity);
  if (text === "") {
    throw new Refusal(400, "BadRequest", "Start streaming activities should include text");
  }
  if (info.streamType === "final") {
    throw new Refusal(400, "BadArgument", "The end of a stream must be a message activity.");
  }
  if (info.streamSequence === undefined) {
    throw new Refusal(400, "BadRequest", "streamSequence is missing.");
  }
  if (info.streamType === "informative" && text.length > INFORMATIVE_CHARACTERS) {
    throw new Refusal(400, "BadRequest", "An informative update has at most 1000 characters.");
  }
  if (Array.isArray(activity.attachments) && activity.attachments.length > 0) {
    throw new Refusal(400, "BadRequest", "Attachments are allowed at the end of a stream only.");
  }
}

export function mustBeFinal(info: StreamInfo): void {
  if (info.streamType !== "final") {
    throw new Refusal(
      400,
      "BadArgument",
      "Only end streaming type is allowed as a message activity.",
    );
  }
  if (info.streamSequence !== undefined) {
    throw new Refusal(400, "BadRequest", "The end of a stream must have no streamSequence.");
  }
}
