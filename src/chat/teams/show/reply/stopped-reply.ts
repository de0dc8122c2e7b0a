import { ChatError } from "../../../chat-error.ts";
import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import { sendFitting } from "../../wire/send-fitting.ts";
import { postOnce } from "./post-once.ts";
import type { ReplyContext } from "./reply.ts";
import { changeState } from "./reply-state.ts";

/** The person pressed stop: the answer stops being made. Kept for good before it resolves. */
export async function tellStopped({ answerId, place, deps }: ReplyContext): Promise<void> {
  const { threadId, askedBy: by } = place;
  const stopped = { type: "stopped", threadId, by, stoppedAt: deps.now() } as const;
  await deps.inbox.keep(`stopped:${answerId}`, threadId, stopped);
}

/** What was shown stays, and gets its sources; no more of the answer follows. */
export async function endStopped(
  context: ReplyContext,
  answer: ShownAnswer,
  stream: { id: string; text: string },
  shown: { text: string; citations: readonly ShownCitation[] } | undefined,
): Promise<void> {
  const { to, memory, signal, deps, render } = context;
  const stopped = answer.stopped ?? { at: new Date(deps.now()).toISOString() };
  await changeState(memory, { stream: undefined });
  if (stream.text === "") {
    return postOnce(context, render({ ...answer, text: "", citations: [], stopped }));
  }
  // After a crash nobody knows any more what the text that is shown was made of.
  if (shown === undefined) return changeState(memory, { ids: [stream.id], isDone: true });
  const asShown = { ...answer, text: shown.text, citations: [...shown.citations], stopped };
  const rendered = render(asShown);
  try {
    await sendFitting(rendered.text, (activity) =>
      deps.pace.run(to, () => deps.connector.update(to, stream.id, activity), { signal }),
    );
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    deps.logger.info({ error }, "An answer that was stopped stays as it was shown");
  }
  await changeState(memory, { ids: [stream.id], parts: 1 });
  await postOnce(context, rendered);
}
