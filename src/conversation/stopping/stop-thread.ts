import type { ChatEvent } from "../../chat/chat-rooms.ts";
import type { FollowDeps } from "../follow-answer.ts";
import { maySee } from "../rooms/answer-actions.ts";
import { stopAnswer } from "./stop-answer.ts";

/**
 * Stops all that was asked in a thread before somebody pressed stop, whether it is being answered or
 * still waits. What was asked since, by then or by another event that came late, is answered.
 */
export async function stopThread(
  { threadId, by, stoppedAt }: Extract<ChatEvent, { type: "stopped" }>,
  deps: FollowDeps & { now: () => number },
): Promise<void> {
  const { answers, rooms } = deps.storage;
  for (const { id, outcome } of await answers.listThread(threadId)) {
    const reply = outcome === undefined ? await rooms.replies.get(id) : undefined;
    if (reply === undefined || reply.saidAt > stoppedAt) continue;
    // What is shown to somebody else alone is not theirs to stop.
    if (maySee(reply, by)) await stopAnswer(id, stoppedAt, deps);
  }
}
