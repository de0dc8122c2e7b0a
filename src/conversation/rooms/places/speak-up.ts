import type { Outcome, ReplyRecord } from "../../../storage/storage.ts";
import { type FollowDeps, followAnswer } from "../../follow-answer.ts";
import type { RoomDeps } from "../accept-room-question.ts";

/** What nobody wants to hear who did not ask. */
const UNSAID: ReadonlySet<Outcome> = new Set(["not-found", "busy", "failed"]);

/**
 * Whether there is something to say to a question that nobody put to the bot; resolves when that is
 * known. Whoever is answered takes part in a conversation with it from then on, nobody else does.
 */
export async function speaksUp(
  { answerId, threadId, workspaceId, roomId, state }: ReplyRecord,
  deps: RoomDeps & FollowDeps,
  signal: AbortSignal,
): Promise<boolean> {
  const { replies, threads } = deps.storage.rooms;
  const isBegun = state !== undefined;
  if (!isBegun && !(await isWorthSaying(answerId, deps, signal))) {
    await replies.settle(answerId, "unsaid", deps.now());
    return false;
  }
  // Once: what people have made of it since is theirs.
  if ((await threads.get(threadId)) === undefined) {
    await threads.save({ threadId, workspaceId, roomId, muted: false });
  }
  return true;
}

async function isWorthSaying(
  answerId: string,
  deps: FollowDeps,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const { event } of followAnswer(answerId, deps, signal)) {
    if (event.type === "sentence") return true;
    if (event.type === "finished") return !UNSAID.has(event.answer.outcome);
  }
  signal.throwIfAborted();
  // It is gone: that is for whoever shows it to find out.
  return true;
}
