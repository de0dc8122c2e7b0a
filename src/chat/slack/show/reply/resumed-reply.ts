import { updateReply } from "./post-reply.ts";
import type { Reply, ReplyContext } from "./reply.ts";
import { type ReplyState, saveState } from "./reply-state.ts";
import { replaceStream } from "./stream-reply.ts";

/** A message that was begun before a crash: it gets the whole answer once that is there. */
export function resumedReply(
  context: ReplyContext,
  { mode, ts }: ReplyState & { ts: string },
): Reply {
  return {
    grow: async () => false,
    gatherMs: () => undefined,
    async finish(rendered) {
      const { thread, mark, memory, signal } = context;
      if (mode === "stream") await replaceStream(context, ts, rendered);
      else await updateReply(thread, ts, rendered, mark, { signal });
      await saveState(memory, { mode, ts, isDone: true });
    },
  };
}
