import {
  type Storage,
  UNREAD,
  type VerifiedAnswer,
  type VerifiedCitation,
} from "../../storage/storage.ts";

export interface ExpireDeps {
  storage: Pick<Storage, "verified" | "documents" | "failures" | "audit">;
  now: () => number;
}

/** Whoever did nothing themselves: the passing of time, or a sync. */
const ACTOR = "footnote";

/**
 * Sends those active answers back to review that rest on a document which changed, is gone or cannot
 * be read any more; of one source alone, where it is given. Returns how many.
 */
export async function expireStale(deps: ExpireDeps, source?: string): Promise<number> {
  let expired = 0;
  for (const answer of await deps.storage.verified.list(["active"])) {
    const rests = answer.citations.filter((c) => source === undefined || c.source === source);
    if (rests.length > 0 && (await expireWhereStale(answer, rests, deps))) expired += 1;
  }
  return expired;
}

/** Whether it was active and is no longer to be given to anybody. */
export async function expireWhereStale(
  answer: VerifiedAnswer,
  citations: readonly VerifiedCitation[],
  deps: ExpireDeps,
): Promise<boolean> {
  const reason = await whyStale(citations, deps);
  if (reason === undefined) return false;
  const { id, changedAt } = answer;
  const isFirst = await deps.storage.verified.change(id, ["active"], changedAt, {
    status: "expired",
    changedAt: Math.max(deps.now(), changedAt + 1),
    expiredBecause: reason,
  });
  if (isFirst) {
    const entry = { at: deps.now(), actor: ACTOR, action: "verified.expired", detail: { id } };
    await deps.storage.audit.append(entry);
  }
  return true;
}

async function whyStale(
  citations: readonly VerifiedCitation[],
  { storage }: ExpireDeps,
): Promise<string | undefined> {
  for (const { source, documentId, title, fingerprint } of citations) {
    const document = await storage.documents.get(source, documentId);
    if (document === undefined) return `“${title}” (${source}) is no longer there.`;
    const isKnown = document.fingerprint !== UNREAD;
    if (isKnown && document.fingerprint !== fingerprint)
      return `“${title}” (${source}) has changed.`;
    const failures = await storage.failures.list(source);
    if (failures.some((failure) => failure.documentId === documentId)) {
      return `“${title}” (${source}) could not be read at the last sync.`;
    }
  }
  return undefined;
}
