import { AdminError } from "../../sources/sources-deps.ts";
import type { ReviewVerdict } from "../../storage/ports/review-storage.ts";
import { VERIFIED_STATUSES } from "../../storage/ports/verified-storage.ts";
import type { VerifiedAnswer } from "../../storage/storage.ts";
import { overtaken } from "../review/overtaken.ts";
import { type Reviewer, shownName } from "../review/reviewer.ts";
import { checkQuestion, checkText } from "./propose-verified.ts";
import { type NamedDocument, readDocuments } from "./read-documents.ts";
import type { VerifiedDeps } from "./verified-deps.ts";

/** What the reviewer writes in place of what was proposed. */
export interface Revision {
  question?: string | undefined;
  text?: string | undefined;
  documents?: readonly NamedDocument[] | undefined;
  audience?: string[][] | undefined;
}

/** @throws AdminError when there is none with this id */
export async function requireVerified(
  id: string,
  { storage }: Pick<VerifiedDeps, "storage">,
): Promise<VerifiedAnswer> {
  const verified = await storage.verified.get(id);
  if (verified !== undefined) return verified;
  throw new AdminError(
    `There is no verified answer "${id}": the list of verified answers has each with its id.`,
  );
}

/**
 * From now on it is given to whoever asks its question and may see it. It rests on its documents as
 * they are at this moment. Doing so twice changes nothing. `asOf`: the version that the reviewer saw.
 * @throws AdminError
 */
export async function acceptVerified(
  id: string,
  revision: Revision,
  reviewer: Reviewer,
  deps: VerifiedDeps,
  asOf?: number,
): Promise<VerifiedAnswer> {
  const before = await requireVerified(id, deps);
  await refuseOvertaken(before, asOf, deps);
  const text = checkText(revision.text ?? before.text);
  const question = checkQuestion(revision.question ?? before.question);
  const audience = revision.audience ?? before.audience;
  if (audience.length === 0) {
    throw new AdminError(`Nobody may see ${id} yet: say whom it is for, such as: --for everyone.`);
  }
  const content = {
    question,
    text,
    citations: await readDocuments(revision.documents ?? before.citations, text, deps),
    audience,
  };
  const changed = (["question", "text", "citations", "audience"] as const).filter(
    (part) => JSON.stringify(content[part]) !== JSON.stringify(before[part]),
  );
  if (before.status === "active" && changed.length === 0) return before;
  const approvedName = shownName(reviewer);
  const approval = { approvedBy: reviewer.id, approvedName, approvedAt: deps.now() };
  const change = { status: "active" as const, content, approval };
  const widened = changed.includes("audience") && { before: before.audience, after: audience };
  const detail = { was: before.status, changed, ...(widened && { audience: widened }) };
  await settle(before, change, reviewer, "verified.accepted", detail, deps);
  return requireVerified(id, deps);
}

/** It is given to nobody, and leaves the queue; what it said stays to be looked up. @throws AdminError */
export async function rejectVerified(
  id: string,
  reviewer: Reviewer,
  deps: VerifiedDeps,
  asOf?: number,
): Promise<VerifiedAnswer> {
  const before = await requireVerified(id, deps);
  await refuseOvertaken(before, asOf, deps);
  if (before.status === "rejected") return before;
  const detail = { was: before.status };
  await settle(before, { status: "rejected" }, reviewer, "verified.rejected", detail, deps);
  return requireVerified(id, deps);
}

/** It goes for good, with the expert's words that it was made of. @throws AdminError */
export async function removeVerified(
  id: string,
  reviewer: Reviewer,
  deps: VerifiedDeps,
): Promise<VerifiedAnswer> {
  const before = await requireVerified(id, deps);
  const { storage } = deps;
  const { origin, messageId } = before;
  // Kept there, it would be proposed again.
  if (origin === "expert" && messageId !== undefined) {
    await storage.rooms.experts.removeAnswer(messageId);
  }
  if (await storage.verified.remove(id)) {
    await audit(before, reviewer, "verified.removed", { was: before.status }, deps);
  }
  return before;
}

async function settle(
  before: VerifiedAnswer,
  change: Omit<Parameters<VerifiedDeps["storage"]["verified"]["change"]>[3], "changedAt">,
  reviewer: Reviewer,
  action: string,
  detail: Record<string, unknown>,
  deps: VerifiedDeps,
): Promise<void> {
  const { id, changedAt } = before;
  const then = Math.max(deps.now(), changedAt + 1);
  const isFirst = await deps.storage.verified.change(id, VERIFIED_STATUSES, changedAt, {
    ...change,
    changedAt: then,
    decision: {
      decision: verdictOf(detail, change.status),
      decidedBy: reviewer.id,
      decidedName: shownName(reviewer),
    },
  });
  if (!isFirst) throw await overtaken(id, changedAt, deps);
  await audit(before, reviewer, action, detail, deps);
}

function verdictOf({ changed }: Record<string, unknown>, status: string): ReviewVerdict {
  if (status === "rejected") return "rejected";
  return Array.isArray(changed) && changed.includes("text") ? "corrected" : "accepted";
}

async function refuseOvertaken(
  { id, changedAt }: VerifiedAnswer,
  asOf: number | undefined,
  deps: VerifiedDeps,
): Promise<void> {
  if (asOf !== undefined && asOf !== changedAt) throw await overtaken(id, asOf, deps);
}

async function audit(
  { id, origin, answerId }: VerifiedAnswer,
  reviewer: Reviewer,
  action: string,
  more: Record<string, unknown>,
  { storage, now }: VerifiedDeps,
): Promise<void> {
  const detail = { id, origin, answerId: answerId ?? null, ...more };
  await storage.audit.append({ at: now(), actor: reviewer.id, action, detail });
}
