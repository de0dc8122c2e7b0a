import { createHash } from "node:crypto";
import { AdminError } from "../../sources/sources-deps.ts";
import type { ReviewVerdict } from "../../storage/ports/review-storage.ts";
import { draftVerified, keepProposal } from "../verified/propose-verified.ts";
import { acceptVerified, type Revision, rejectVerified } from "../verified/review-verified.ts";
import { chooseDocuments } from "./choose-documents.ts";
import { overtaken } from "./overtaken.ts";
import { readQueue } from "./read-queue.ts";
import type { ReviewDeps } from "./review-deps.ts";
import type { ReviewItem } from "./review-item.ts";
import { type QueueReader, shownName } from "./reviewer.ts";

/** What a reviewer does with an item. */
export type Verdict =
  | { type: "accept" | "reject" }
  | {
      type: "correct";
      question: string;
      text: string;
      /** Keys of the documents that it is to rest on; as before where absent. */
      documents?: readonly string[];
    };

/** What became of it. */
export interface Decided {
  question: string;
  decision: ReviewVerdict;
}

/**
 * Decides about one thing that waits, if this reviewer may see it and it is still as they saw it
 * (`version`). Whoever comes second learns who was first. @throws AdminError
 */
export async function decideReview(
  id: string,
  version: number,
  verdict: Verdict,
  reader: QueueReader,
  deps: ReviewDeps,
): Promise<Decided> {
  const { items } = await readQueue(reader, deps);
  const item = items.find((one) => one.id === id);
  if (item === undefined) throw await notThere(id, version, deps);
  if (item.version !== version) throw await overtaken(id, version, deps);
  if (verdict.type === "accept" && !item.mayAccept) {
    throw new AdminError("This cannot be accepted as it is: correct it first.");
  }
  const revision = revisionOf(item, verdict);
  const isProposal = item.kind === "expired" || item.kind === "proposed";
  if (isProposal) return decideProposal(item, verdict, revision, reader, deps);
  return decideAnswer(item, verdict, revision, reader, deps);
}

/** Somebody decided it already; of what this reviewer may not see, nothing is told. */
async function notThere(id: string, version: number, deps: ReviewDeps): Promise<AdminError> {
  const decided = await deps.storage.reviews.get(id);
  if (decided !== undefined && decided.decidedAt > version) return overtaken(id, version, deps);
  return new AdminError("This waits no more, or it is not yours to review.");
}

function revisionOf(item: ReviewItem, verdict: Verdict): Revision {
  if (verdict.type !== "correct") return {};
  const { question, text, documents } = verdict;
  const chosen = documents && chooseDocuments(item, documents, text);
  return { question, text: chosen?.text ?? text, documents: chosen?.documents };
}

async function decideProposal(
  { id, version, question }: ReviewItem,
  verdict: Verdict,
  revision: Revision,
  reader: QueueReader,
  deps: ReviewDeps,
): Promise<Decided> {
  if (verdict.type === "reject") {
    await rejectVerified(id, reader, deps, version);
    return { question, decision: "rejected" };
  }
  const accepted = await acceptVerified(id, revision, reader, deps, version);
  const decision = verdict.type === "correct" ? "corrected" : "accepted";
  return { question: accepted.question, decision };
}

/** An answer that people disliked becomes a verified one, or is left as it is. */
async function decideAnswer(
  { id, version, question, kind, text }: ReviewItem,
  verdict: Verdict,
  revision: Revision,
  reader: QueueReader,
  deps: ReviewDeps,
): Promise<Decided> {
  const { storage, now } = deps;
  const isCorrection = kind === "corrected" || verdict.type === "correct";
  const draft =
    verdict.type === "reject"
      ? undefined
      : await draftVerified(
          {
            // The same for whoever tries again after a crash.
            id: `v${createHash("sha256").update(`review:${id}:${version}`).digest("hex").slice(0, 10)}`,
            ...{ answerId: id, createdBy: reader.id, question, text, ...defined(revision) },
            origin: isCorrection ? "correction" : "admin",
          },
          deps,
        );
  const decision = verdictOf(verdict);
  const decidedAt = Math.max(now(), version + 1);
  const note = { itemId: id, decidedBy: reader.id, decidedName: shownName(reader), decidedAt };
  // Of two, the first to write it down decides; what was drafted is known to hold by then.
  if (!(await storage.reviews.decide({ ...note, decision }, version))) {
    throw await overtaken(id, version, deps);
  }
  if (draft === undefined) {
    const detail = { answerId: id };
    await storage.audit.append({ at: now(), actor: reader.id, action: "review.rejected", detail });
    return { question, decision };
  }
  await keepProposal(draft, deps);
  await acceptVerified(draft.id, {}, reader, deps);
  return { question: draft.question, decision };
}

function verdictOf({ type }: Verdict): ReviewVerdict {
  if (type === "reject") return "rejected";
  return type === "correct" ? "corrected" : "accepted";
}

function defined(revision: Revision): Revision {
  return Object.fromEntries(
    Object.entries(revision).filter(([, value]) => value !== undefined),
  ) as Revision;
}
