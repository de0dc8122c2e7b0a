import { ChatError, isPassing } from "../../../chat-error.ts";
import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { isCancelled, isCompleted } from "../../wire/refusal.ts";
import { sendFitting } from "../../wire/send-fitting.ts";
import { postOnce } from "./post-once.ts";
import type { ReplyContext } from "./reply.ts";
import { changeState, readState } from "./reply-state.ts";
import { endStopped, tellStopped } from "./stopped-reply.ts";

type StreamInfo =
  | { streamType: "informative" | "streaming"; streamSequence: number; streamId?: string }
  | { streamType: "final"; streamId: string };

/** What makes an activity one of a stream's. */
export function withStreamInfo(activity: OutgoingActivity, info: StreamInfo): OutgoingActivity {
  const entities = [{ type: "streaminfo", ...info }, ...(activity.entities ?? [])];
  return { ...activity, entities };
}

/**
 * Ends a stream with the whole answer. An end that was lost and is sent again is none of Teams' any
 * more: then the message is written again in its place, which leaves one. @throws ChatError
 */
export async function finishStream(
  context: ReplyContext,
  stream: { id: string; text: string },
  answer: ShownAnswer,
  shown?: { text: string; citations: readonly ShownCitation[] },
): Promise<void> {
  const { to, memory, signal, deps } = context;
  const rendered = context.render(answer);
  const versions = rendered.text;
  const end = (activity: OutgoingActivity) => {
    const final = withStreamInfo(activity, { streamType: "final", streamId: stream.id });
    return deps.pace.run(to, () => deps.connector.send(to, final), { signal });
  };
  try {
    // Teams takes no end that does not begin with what was streamed: that is put right afterwards.
    const goesOn = versions.every(({ text = "" }) => text.startsWith(stream.text));
    if (goesOn) await sendFitting(versions, end);
    else {
      await end({ type: "message", text: stream.text, textFormat: "markdown" });
      await rewrite(context, stream.id, versions);
    }
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    if (isCancelled(error)) {
      await tellStopped(context);
      return endStopped(context, answer, stream, shown);
    }
    if (isCompleted(error)) await rewriteIfTaken(context, stream.id, versions);
    else {
      deps.logger.info({ error }, "Teams did not take the end of a stream");
      // Its beginning may stand above: what follows is a repeat, whichever process sends it.
      const unsure = stream.text === "" ? 0 : 1;
      await changeState(memory, { ids: [stream.id], stream: undefined, unsure });
      return postOnce(context, rendered);
    }
  }
  const { ids } = readState(memory);
  await changeState(memory, { ids: [...ids, stream.id], stream: undefined, parts: 1 });
  await postOnce(context, rendered);
}

/** What has had its end is there in any case. */
async function rewriteIfTaken(...arguments_: Parameters<typeof rewrite>): Promise<void> {
  const [{ deps }] = arguments_;
  try {
    await rewrite(...arguments_);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.info({ error }, "An answer stays as its stream ended");
  }
}

async function rewrite(
  { to, signal, deps }: ReplyContext,
  id: string,
  versions: readonly OutgoingActivity[],
): Promise<void> {
  const update = (activity: OutgoingActivity) =>
    deps.pace.run(to, () => deps.connector.update(to, id, activity), { signal });
  await sendFitting(versions, update);
}
