import { type AdminReply, type Commander, sentence } from "../../chat/admin-reply.ts";
import { type Decided, decideReview } from "../../feedback/review/decide.ts";
import { readQueue } from "../../feedback/review/read-queue.ts";
import type { ReviewDeps } from "../../feedback/review/review-deps.ts";
import type { QueueReader } from "../../feedback/review/reviewer.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { type AdminDeps, WrongUsageError } from "../admin-command.ts";
import { openReviewer } from "./open-reviewer.ts";
import { reviewItem, withheldLine } from "./review-items.ts";

export const REVIEWERS_ONLY = "Only admins of Footnote review answers: ask one of them.";
const NO_FORM = "The form could not be opened: press the button again, or use the review page";
const MOST_SHOWN = 10;

/** `review`: what waits, as the one who asks may see it; only they read the answer. */
export async function listReview(commander: Commander, deps: AdminDeps): Promise<AdminReply> {
  const { items, withheld } = await readQueue(
    await reviewerOf(commander.person, deps),
    reviewDeps(deps),
  );
  const shown = items.slice(0, MOST_SHOWN);
  const more = items.length - shown.length;
  const notes = [
    ...(more > 0 ? [`And ${more} more, on the review page.`] : []),
    ...(withheld > 0 ? [withheldLine(withheld)] : []),
    ...(deps.publicUrl === undefined ? [] : [`On the web: ${deps.publicUrl}/admin/review`]),
  ];
  return {
    parts: [
      {
        type: "list",
        title: "Waiting for review",
        items: await Promise.all(shown.map((item) => reviewItem(item, deps))),
        none: "Nothing waits for you.",
      },
      ...notes.map((text) => ({ type: "text" as const, text })),
    ],
  };
}

/** What a button of the queue decides. @throws AdminError, WrongUsageError */
export async function decideByCommand(
  verb: "accept" | "reject" | "correct",
  [id = "", seen = ""]: string[],
  { person }: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  if (!/^\d{1,15}$/.test(seen)) throw new WrongUsageError("review");
  const version = Number(seen);
  if (verb === "correct") {
    const text = `${NO_FORM}: ${deps.publicUrl}/admin/review`;
    return { parts: [{ type: "text", text }], form: { review: { id, version } } };
  }
  const reader = await reviewerOf(person, deps);
  const decided = await decideReview(id, version, { type: verb }, reader, reviewDeps(deps));
  return sentence(decidedSentence(decided));
}

export function decidedSentence({ question, decision }: Decided): string {
  return decision === "rejected"
    ? `“${question}” is rejected.`
    : `“${question}” is answered with that from now on.`;
}

export function reviewDeps(deps: Pick<AdminDeps, "storage" | "administering" | "now">): ReviewDeps {
  return { storage: deps.storage, index: deps.administering.index, now: deps.now };
}

/** @throws AdminError for whoever is no admin any more */
async function reviewerOf(
  person: string,
  deps: Pick<AdminDeps, "storage" | "platforms">,
): Promise<QueueReader> {
  const reader = await openReviewer(person, deps);
  if (reader !== undefined) return reader;
  throw new AdminError(REVIEWERS_ONLY);
}
