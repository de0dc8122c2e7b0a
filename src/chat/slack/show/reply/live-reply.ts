import { fits } from "../render/markdown/fit-markdown.ts";
import { textToMarkdown } from "../render/markdown/text-to-markdown.ts";
import { singleReply, updatedReply } from "./message-reply.ts";
import type { Reply, ReplyContext } from "./reply.ts";
import { startStream, streamReply } from "./stream-reply.ts";

/** Decides with the first words: a stream where Slack offers one, a message otherwise. */
export function liveReply(context: ReplyContext): Reply & { release(): void } {
  let chosen: Reply | undefined;
  let release: (() => void) | undefined;

  async function choose(markdown: string): Promise<Reply> {
    release = context.pace.claimStream(context.thread.teamId);
    if (release === undefined) return singleReply(context);
    const started = await startStream(context, markdown);
    if (typeof started === "object") return streamReply(context, started.ts, markdown);
    release();
    return started === "spent" ? singleReply(context) : updatedReply(context);
  }

  return {
    async grow(text, citations) {
      if (chosen === undefined) {
        const markdown = textToMarkdown(text, citations);
        if (markdown === "" || !fits(markdown)) return false;
        chosen = await choose(markdown);
      }
      return chosen.grow(text, citations);
    },
    gatherMs: () => (chosen === undefined ? 0 : chosen.gatherMs()),
    async finish(rendered) {
      chosen ??= singleReply(context);
      await chosen.finish(rendered);
    },
    release: () => release?.(),
  };
}
