import { ChatError } from "../../../chat-error.ts";
import { answerMarkdown, fallbackText } from "../render/render-answer.ts";
import { smallPrint } from "../render/source-lines.ts";
import { postReply, updateReply } from "./post-reply.ts";
import type { Reply, ReplyContext } from "./reply.ts";
import { saveState } from "./reply-state.ts";

const UPDATE_EVERY_MS = 3_000;
const WRITING = smallPrint("still writing…");

/** One message, posted when the answer is there. */
export function singleReply(context: ReplyContext): Reply {
  return {
    grow: async () => false,
    gatherMs: () => undefined,
    async finish(rendered) {
      const { thread, mark, memory, signal } = context;
      await saveState(memory, { mode: "message" });
      const ts = await postReply(thread, rendered, mark, signal);
      await saveState(memory, { mode: "message", ts, isDone: true });
    },
  };
}

/** One message that is posted with the first words and updated as often as Slack lets it be. */
export function updatedReply(context: ReplyContext): Reply {
  const { thread, mark, memory, signal } = context;
  let ts: string | undefined;
  return {
    async grow(text, citations) {
      const markdown = answerMarkdown(text, citations);
      const soFar = { markdown, below: [WRITING], text: fallbackText(text, citations) };
      if (ts === undefined) {
        await saveState(memory, { mode: "message" });
        ts = await postReply(thread, soFar, mark, signal);
        await saveState(memory, { mode: "message", ts });
        return true;
      }
      return unlessSpent(updateReply(thread, ts, soFar, mark, { signal, mostWaitMs: 0 }));
    },
    gatherMs: () => UPDATE_EVERY_MS,
    async finish(rendered) {
      if (ts === undefined) return singleReply(context).finish(rendered);
      await updateReply(thread, ts, rendered, mark, { signal });
      await saveState(memory, { mode: "message", ts, isDone: true });
    },
  };
}

/** What may be left out where Slack allows no more of it now. */
export async function unlessSpent(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof ChatError && error.code === "rate-limited") return false;
    throw error;
  }
}
