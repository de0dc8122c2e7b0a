import type { types } from "@slack/bolt";
import { slackActions } from "../../actions.ts";
import type { RenderedAnswer } from "../render/render-answer.ts";
import { whisperReply, withFallback } from "../reply/post-reply.ts";
import type { Reply, ReplyContext } from "../reply/reply.ts";
import { readState, saveState } from "../reply/reply-state.ts";
import { findDirect, isOutOfReach, sendDirectly } from "./send-directly.ts";

/**
 * Seen by one person alone. In the room, Slack neither changes it later nor gives it back; to whoever
 * is not there, or not any more, it goes as a message of their own.
 */
export function whisperedReply(user: string, context: ReplyContext): Reply {
  const { thread, mark, memory, signal } = context;

  async function sendOnce(rendered: RenderedAnswer): Promise<void> {
    const mode = "direct";
    const isBegun = readState(memory)?.mode === mode;
    const there = isBegun ? await findDirect(thread, user, mark) : undefined;
    if (!isBegun) await saveState(memory, { mode });
    const sent =
      there ??
      (await withFallback(inDirectMessage(rendered, thread.channel), (contents) =>
        sendDirectly(thread, user, contents, mark, signal),
      ));
    await saveState(memory, { mode, ...sent, isDone: true });
  }

  return {
    grow: async () => false,
    gatherMs: () => undefined,
    async finish(rendered) {
      if (readState(memory)?.mode === "direct") return sendOnce(rendered);
      try {
        await whisperReply(thread, user, rendered, signal);
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
        return sendOnce(rendered);
      }
      await saveState(memory, { mode: "whisper", isDone: true });
    },
  };
}

/** Says where it was asked for: it stands among other things. */
function inDirectMessage(rendered: RenderedAnswer, channel: string): RenderedAnswer {
  const text = `You asked for this privately in <#${channel}>.`;
  const where: types.ContextBlock = { type: "context", elements: [{ type: "mrkdwn", text }] };
  return { ...rendered, below: [where, ...rendered.below.flatMap(withoutShare)] };
}

/** To share it, they would have to be there. */
function withoutShare(block: types.KnownBlock): types.KnownBlock[] {
  if (block.type !== "actions") return [block];
  const elements = block.elements.filter(({ action_id }) => action_id !== slackActions.share);
  return elements.length === 0 ? [] : [{ ...block, elements }];
}
