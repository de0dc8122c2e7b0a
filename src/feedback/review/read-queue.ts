import type { VerifiedAnswer } from "../../storage/storage.ts";
import { listVerified, REVIEW } from "../verified/list-verified.ts";
import { readDisliked } from "./disliked-items.ts";
import { openSight, type Sight } from "./may-see.ts";
import { offerDocuments } from "./offer-documents.ts";
import type { ReviewDeps } from "./review-deps.ts";
import { REVIEW_KINDS, type ReviewItem } from "./review-item.ts";
import type { QueueReader } from "./reviewer.ts";

/** What waits, for one reviewer. */
export interface ReviewQueue {
  items: ReviewItem[];
  /** How much more waits that this reviewer may not see; no more is told of it. */
  withheld: number;
}

/**
 * All that waits for somebody to decide, corrections first, as this reviewer may see it now:
 * proposed and expired verified answers, and answers that people disliked or corrected.
 */
export async function readQueue(reader: QueueReader, deps: ReviewDeps): Promise<ReviewQueue> {
  const sight = await openSight(reader, deps);
  const verified = await listVerified(REVIEW, deps);
  const found = [
    ...(await Promise.all(verified.map((one) => readVerifiedItem(one, sight, deps)))),
    ...(await readDisliked(sight, deps)),
  ];
  const items = found.filter((item) => item !== undefined);
  const rank = ({ kind }: ReviewItem) => REVIEW_KINDS.indexOf(kind);
  items.sort((a, b) => rank(a) - rank(b) || b.at - a.at);
  return { items, withheld: found.length - items.length };
}

async function readVerifiedItem(
  verified: VerifiedAnswer,
  sight: Sight,
  deps: ReviewDeps,
): Promise<ReviewItem | undefined> {
  if (!(await sight.ofVerified(verified))) return undefined;
  const { id, status, question, text, citations, audience, origin, createdBy, answerId } = verified;
  const { expiredBecause, changedAt } = verified;
  const record = answerId === undefined ? undefined : await deps.storage.answers.get(answerId);
  const isPersons = origin === "expert" || origin === "shortcut";
  return {
    ...{ id, question, text, citations, audience, answered: undefined },
    kind: status === "expired" ? "expired" : "proposed",
    notes: expiredBecause === undefined ? [] : [expiredBecause],
    documents: await offerDocuments(citations, record, sight),
    author: isPersons ? { origin, person: createdBy, answerId } : undefined,
    mayAccept: audience.length > 0,
    version: changedAt,
    at: changedAt,
  };
}
