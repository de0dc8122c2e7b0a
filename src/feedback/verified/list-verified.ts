import type { VerifiedAnswer, VerifiedStatus } from "../../storage/storage.ts";
import { collectCandidates } from "./collect-candidates.ts";
import { expireStale } from "./expire-stale.ts";
import type { VerifiedDeps } from "./verified-deps.ts";
import { whyHeldBack } from "./why-held-back.ts";

/** A verified answer as admins look at it. Times are ISO 8601. */
export interface VerifiedView {
  id: string;
  status: VerifiedStatus;
  question: string;
  text: string;
  documents: { source: string; documentId: string; title: string }[];
  audience: string[][];
  from: VerifiedAnswer["origin"];
  createdBy: string;
  createdAt: string;
  approvedBy: string | undefined;
  approvedName: string | undefined;
  approvedAt: string | undefined;
  expiredBecause: string | undefined;
  /** Why fewer people are given it than when it was approved, while it is active. */
  heldBack: string | undefined;
  answerId: string | undefined;
  roomId: string | undefined;
}

/** What waits for somebody to decide. */
export const REVIEW: readonly VerifiedStatus[] = ["waiting", "expired"];

/** As it stands now. */
export interface ListedVerified extends VerifiedAnswer {
  heldBack?: string | undefined;
}

/** Those in these states as things are now: what experts said and what became stale is among them. */
export async function listVerified(
  statuses: readonly VerifiedStatus[],
  deps: VerifiedDeps,
): Promise<ListedVerified[]> {
  await collectCandidates(deps);
  await expireStale(deps);
  const listed: ListedVerified[] = [];
  for (const verified of await deps.storage.verified.list(statuses)) {
    listed.push({ ...verified, heldBack: await whyHeldBack(verified, deps) });
  }
  return listed;
}

export function viewOf(verified: ListedVerified): VerifiedView {
  const { id, status, question, text, audience, origin, createdBy, approvedBy } = verified;
  const { approvedName, expiredBecause, heldBack, answerId, roomId } = verified;
  return {
    ...{ id, status, question, text, audience, from: origin, createdBy, approvedBy, approvedName },
    ...{ expiredBecause, heldBack, answerId, roomId },
    documents: verified.citations.map(({ source, documentId, title }) => ({
      source,
      documentId,
      title,
    })),
    createdAt: new Date(verified.createdAt).toISOString(),
    approvedAt:
      verified.approvedAt === undefined ? undefined : new Date(verified.approvedAt).toISOString(),
  };
}
