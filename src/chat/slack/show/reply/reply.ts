import type { ShownCitation } from "../../../chat-platform.ts";
import type { ReplyMemory } from "../../../chat-rooms.ts";
import type { SlackThread } from "../open-thread.ts";
import type { Pace } from "../pace.ts";
import type { RenderedAnswer } from "../render/render-answer.ts";
import type { MessageMark } from "./marks.ts";

/** One way of showing an answer, from its first sentence to its end. */
export interface Reply {
  /** Shows the text so far; false where it may not be shown now. */
  grow(text: string, citations: readonly ShownCitation[]): Promise<boolean>;
  /** How long text is let gather before it is worth a call; undefined while nothing is shown. */
  gatherMs(): number | undefined;
  /** Shows the answer as it is in the end. */
  finish(rendered: RenderedAnswer): Promise<void>;
}

export interface ReplyContext {
  thread: SlackThread;
  mark: MessageMark;
  memory: ReplyMemory;
  pace: Pace;
  signal: AbortSignal;
}
