import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import type { ReplyMemory, ReplyPlace } from "../../../chat-rooms.ts";
import type { ConversationAddress } from "../../connect/teams-connector.ts";
import type { RenderedAnswer } from "../render/render-answer.ts";
import type { ShowDeps } from "../show-deps.ts";

/** One way of showing an answer, from its first event to its end. */
export interface Reply {
  /** What is being done. */
  status(text: string): void;
  /** The text so far. */
  grow(text: string, citations: readonly ShownCitation[]): void;
  /** When there is something to do, by the clock of `now`; undefined while there is nothing. */
  dueAt(): number | undefined;
  /** Does what is due. */
  tick(): Promise<void>;
  /** Shows the answer as it is in the end. @throws ChatError when it is worth another try */
  finish(answer: ShownAnswer): Promise<void>;
}

export interface ReplyContext {
  answerId: string;
  place: ReplyPlace;
  /** Where it is shown. */
  to: ConversationAddress;
  render(answer: ShownAnswer): RenderedAnswer;
  memory: ReplyMemory;
  signal: AbortSignal;
  deps: ShowDeps;
}
