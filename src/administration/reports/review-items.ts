import type { AdminItem } from "../../chat/admin-reply.ts";
import type { VerifiedDeps } from "../../feedback/verified/verified-deps.ts";
import type { VerifiedAnswer } from "../../storage/storage.ts";
import { type AuthorDeps, describeAuthor } from "./describe-author.ts";
import { type AdminInRoom, mayReview } from "./may-review.ts";
import { verifiedItem, withheldItem } from "./verified-items.ts";

/** Answers as a reviewer may see them: of those that are not for them, only that they wait. */
export function reviewItems(
  answers: readonly VerifiedAnswer[],
  reviewer: AdminInRoom,
  deps: Pick<VerifiedDeps, "storage"> & AuthorDeps,
): Promise<AdminItem[]> {
  return Promise.all(
    answers.map(async (answer) =>
      (await mayReview(answer, reviewer, deps))
        ? verifiedItem(answer, await describeAuthor(answer, deps))
        : withheldItem(answer),
    ),
  );
}
