import type { Answer } from "../../answer/answer.ts";
import { VERIFIED_STATUSES } from "../../storage/ports/verified-storage.ts";
import type { Storage, VoteRow } from "../../storage/storage.ts";
import { DAY_MS } from "../reports/report-period.ts";
import { ownQuestion } from "../verified/propose-verified.ts";
import { writtenFor } from "../verified/written-for.ts";
import type { Sight } from "./may-see.ts";
import { offerDocuments } from "./offer-documents.ts";
import type { ReviewDeps } from "./review-deps.ts";
import type { ReviewItem } from "./review-item.ts";

/** What nobody looked at for so long is in the reports. */
const DAYS = 90;
const MOST = 100;

/** An answer with what people say against it, newest first. */
type Disliked = [VoteRow, ...VoteRow[]];

interface Waiting {
  rows: Disliked;
  version: number;
}

/**
 * Answers that people disliked since somebody last decided about them; undefined stands for one that
 * this reviewer may not see.
 */
export async function readDisliked(
  sight: Sight,
  deps: ReviewDeps,
): Promise<(ReviewItem | undefined)[]> {
  const items: (ReviewItem | undefined)[] = [];
  for (const { rows, version } of (await listWaiting(deps)).slice(0, MOST)) {
    items.push(await readItem(rows, version, sight, deps));
  }
  return items;
}

/** How many of them wait, whoever may see them. */
export async function countDisliked(
  deps: WaitingDeps,
): Promise<{ disliked: number; corrected: number }> {
  const waiting = await listWaiting(deps);
  const corrected = waiting.filter(({ rows }) => rows.some((one) => one.correction !== undefined));
  return { disliked: waiting.length - corrected.length, corrected: corrected.length };
}

type WaitingDeps = {
  storage: Pick<Storage, "reports" | "reviews" | "verified">;
  now: () => number;
};

/** The newest first. */
async function listWaiting({ storage, now }: WaitingDeps): Promise<Waiting[]> {
  const votes = await storage.reports.votes(now() - DAYS * DAY_MS);
  const against = votes.filter(({ vote, citation }) => vote === "down" && citation === 0);
  const decided = new Map((await storage.reviews.list()).map((one) => [one.itemId, one]));
  // What came of an answer counts, also where the one who wrote it down was cut off.
  const taken = new Map<string | undefined, number>();
  for (const { answerId, createdAt } of await storage.verified.list(VERIFIED_STATUSES)) {
    taken.set(answerId, Math.max(createdAt, taken.get(answerId) ?? 0));
  }
  const waiting: Waiting[] = [];
  for (const [id, rows] of Map.groupBy(against, ({ answerId }) => answerId)) {
    const [newest] = rows;
    if (newest === undefined) continue;
    const decision = decided.get(id);
    const rejectedAt = decision?.decision === "rejected" ? decision.decidedAt : 0;
    if (Math.max(rejectedAt, taken.get(id) ?? 0) >= newest.votedAt) continue;
    waiting.push({ rows: rows as Disliked, version: decision?.decidedAt ?? 0 });
  }
  return waiting;
}

async function readItem(
  rows: Disliked,
  version: number,
  sight: Sight,
  { storage }: ReviewDeps,
): Promise<ReviewItem | undefined> {
  const [newest] = rows;
  const id = newest.answerId;
  const record = await storage.answers.get(id);
  const reply = await storage.rooms.replies.get(id);
  if (record?.outcome === undefined || !(await sight.ofAnswer(record, reply))) return undefined;
  const answer = record.answer as Answer;
  const corrections = rows.filter(({ correction }) => correction !== undefined);
  const byMember = corrections.find((one) => one.byMember === true);
  const correction = byMember ?? corrections[0];
  const own = record.outcome === "answered" || record.outcome === "degraded" ? answer.text : "";
  const audience = writtenFor(record, reply);
  return {
    ...{ id, audience, version, author: undefined, at: newest.votedAt },
    kind: correction === undefined ? "disliked" : "corrected",
    question: ownQuestion(record),
    text: correction?.correction ?? own,
    answered: correction === undefined ? undefined : own || undefined,
    notes: notesOn(rows, correction !== undefined && byMember === undefined, own === ""),
    documents: await offerDocuments(answer.citations, record, sight),
    citations: answer.citations,
    mayAccept:
      audience.length > 0 && (correction === undefined ? own !== "" : byMember !== undefined),
  };
}

/** What was said against it; never by whom. */
function notesOn(rows: Disliked, isStrangers: boolean, isEmpty: boolean): string[] {
  const reasons = [...new Set(rows.flatMap(({ reason }) => reason ?? []))];
  const times = rows.length === 1 ? "once" : `${rows.length} times`;
  const why = reasons.length === 0 ? "" : `: ${reasons.join(", ")}`;
  return [
    `Disliked ${times}${why}.`,
    ...(isStrangers ? ["The correction is by somebody who is no full member."] : []),
    ...(isEmpty ? ["Nothing was found for it."] : []),
  ];
}
