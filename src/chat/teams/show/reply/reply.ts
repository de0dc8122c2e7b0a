import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import type { ReplyMemory, ReplyPlace } from "../../../chat-rooms.ts";
import type { ConversationAddress } from "../../connect/teams-connector.ts";
import { type RenderedAnswer, renderAnswer } from "../render/render-answer.ts";
import type { Shown } from "../render/shown.ts";
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

/** An answer that is to be shown, and what is remembered of showing it. */
export interface AskedReply {
  answerId: string;
  place: ReplyPlace;
  memory: ReplyMemory;
  signal: AbortSignal;
  deps: ShowDeps;
}

export interface ReplyContext extends AskedReply {
  /** Where it is shown. */
  to: ConversationAddress;
  render(answer: ShownAnswer): RenderedAnswer;
}

/** While there is nothing to do before the end. */
export const WAITING: Omit<Reply, "finish"> = {
  status: () => undefined,
  grow: () => undefined,
  dueAt: () => undefined,
  tick: async () => undefined,
};

/** How an answer looks to whom it is shown. */
export function renderFor(
  { answerId, deps }: AskedReply,
  shown: Pick<Shown, "to" | "intro"> & Partial<Pick<Shown, "place">>,
): ReplyContext["render"] {
  const { options, now } = deps;
  return (answer) =>
    renderAnswer(
      { ...answer, id: answerId },
      { place: "chat", ...shown, isPlayground: options.isPlayground, now: now() },
    );
}
