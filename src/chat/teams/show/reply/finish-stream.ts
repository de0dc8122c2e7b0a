import { ChatError, isPassing } from "../../../chat-error.ts";
import type { ShownAnswer } from "../../../chat-platform.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { sendFitting } from "../../wire/send-fitting.ts";
import { endStream } from "../../wire/stream.ts";
import { postOnce } from "./post-once.ts";
import type { ReplyContext } from "./reply.ts";
import { saveState } from "./reply-state.ts";

/** The message of a stream that has not had its end. */
export interface Streamed {
  id: string;
  /** The Markdown that may stand in it. */
  text: string;
  /** What that was made of; undefined where it is empty, and after a crash, when nobody knows any more. */
  of?: Pick<ShownAnswer, "text" | "citations"> | undefined;
  /** When its last request was answered; undefined after a crash. */
  lastAt?: number | undefined;
}

/**
 * Ends a stream with the whole answer, and posts what belongs below it. An end that was lost and is
 * sent again is none of Teams' any more: then the message is written again in its place, which leaves
 * one. @throws ChatError
 */
export async function finishStream(
  context: ReplyContext,
  streamed: Streamed,
  answer: ShownAnswer,
): Promise<void> {
  const { to, memory, signal, deps } = context;
  const { id, text, lastAt } = streamed;
  const rendered = context.render(answer);
  // Teams takes no end that does not begin with what was streamed: that is put right afterwards.
  const goesOn = rendered.text.every((version) => version.text?.startsWith(text));
  const asStreamed: OutgoingActivity = { type: "message", text, textFormat: "markdown" };
  const versions = goesOn ? rendered.text : [asStreamed];
  const end = await endStream({ to, id, lastAt, signal }, versions, deps);
  if (end === "stopped") {
    await tellStopped(context);
    return finishStopped(context, streamed, answer);
  }
  let isThere = false;
  if (end === "taken") isThere = goesOn || (await rewrite(context, id, rendered.text));
  if (end === "over") {
    await rewrite(context, id, rendered.text);
    // As it was ended, at least.
    isThere = true;
  }
  // Where it is not, its beginning may stand above: what follows is a repeat, whichever process sends it.
  const unsure = isThere || text === "" ? 0 : 1;
  await saveState(memory, { ids: [id], parts: isThere ? 1 : 0, unsure });
  await postOnce(context, rendered);
}

/** The person pressed stop: the answer stops being made. Kept for good before it resolves. */
export async function tellStopped({ answerId, place, deps }: ReplyContext): Promise<void> {
  const { threadId, askedBy: by } = place;
  const stopped = { type: "stopped", threadId, by, stoppedAt: deps.now() } as const;
  await deps.inbox.keep(`stopped:${answerId}`, threadId, stopped);
}

/** What was shown stays, and gets its sources; no more of the answer follows. @throws ChatError */
export async function finishStopped(
  context: ReplyContext,
  { id, text, of }: Streamed,
  answer: ShownAnswer,
): Promise<void> {
  const { memory, deps, render } = context;
  const stopped = answer.stopped ?? { at: new Date(deps.now()).toISOString() };
  if (text === "") {
    await saveState(memory, { ids: [], parts: 0, unsure: 0 });
    return postOnce(context, render({ ...answer, text, citations: [], stopped }));
  }
  if (of === undefined) return saveState(memory, { ids: [id], isDone: true });
  const rendered = render({ ...answer, ...of, stopped });
  // Its sources follow in any case.
  await rewrite(context, id, rendered.text).catch((error: unknown) => {
    if (!(error instanceof ChatError)) throw error;
  });
  await saveState(memory, { ids: [id], parts: 1, unsure: 0 });
  await postOnce(context, rendered);
}

/** False where Teams does not take it. @throws ChatError where it is worth another try */
async function rewrite(
  { to, signal, deps }: ReplyContext,
  id: string,
  versions: readonly OutgoingActivity[],
): Promise<boolean> {
  const update = (activity: OutgoingActivity) =>
    deps.pace.run(to, () => deps.connector.update(to, id, activity), { signal });
  try {
    await sendFitting(versions, update);
    return true;
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.info({ error }, "The message of a stream stays as it is");
    return false;
  }
}
