import { sentence } from "../../chat/admin-reply.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import type { ChatEvent, ChatInbox } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { decideReview } from "../../feedback/review/decide.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { AdminDeps } from "../admin-command.ts";
import { refreshHome } from "../home/show-home.ts";
import { openReviewer } from "./open-reviewer.ts";
import { decidedSentence, REVIEWERS_ONLY, reviewDeps } from "./review-command.ts";
import { readReviewForm } from "./review-form.ts";

type ReviewingDeps = Omit<AdminDeps, "stop">;
type Reviewed = Extract<ChatEvent, { type: "reviewed" }>;

/** Does what a correction that was sent off asks for, and tells whoever sent it; done twice, it is once. */
export async function takeReview(
  key: string,
  event: Reviewed,
  deps: ReviewingDeps & { inbox: ChatInbox },
): Promise<void> {
  const { by, workspaceId } = event;
  const text = await review(event, deps).catch((error: unknown) => {
    const isAnswer = error instanceof AdminError || error instanceof ChatError;
    if (!isAnswer || isPassing(error)) throw error;
    return error.message;
  });
  try {
    const to = { person: by, workspaceId };
    await platformOf(by, deps.platforms).tell(to, sentence(text), `reviewed:${key}`);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.warn({ error }, "A reviewer could not be told what became of a correction");
  }
  await refreshHome(key, event, deps.inbox);
}

async function review(
  { by, review: target, values }: Reviewed,
  deps: ReviewingDeps,
): Promise<string> {
  const reader = await openReviewer(by, deps);
  if (reader === undefined) return REVIEWERS_ONLY;
  const decided = await deps.storage.reviews.get(target.id);
  // A crash came between deciding and saying so.
  if (decided?.decidedBy === by && decided.decidedAt > target.version) {
    return "That is decided, by you.";
  }
  const verdict = await readReviewForm(target, values, reader, reviewDeps(deps));
  const { id, version } = target;
  return decidedSentence(await decideReview(id, version, verdict, reader, reviewDeps(deps)));
}
