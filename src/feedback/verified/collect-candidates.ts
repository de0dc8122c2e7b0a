import { createHash } from "node:crypto";
import type { ExpertAnswer } from "../../storage/storage.ts";
import type { VerifiedDeps } from "./verified-deps.ts";
import { writtenFor } from "./written-for.ts";

/** More than a workspace's experts write in years. */
const MOST = 10_000;

/**
 * Brings what experts said into the review queue, each message once, as it stands there now; what
 * was deleted where it was said leaves the queue.
 */
export async function collectCandidates(deps: VerifiedDeps): Promise<void> {
  const { storage } = deps;
  const said = await storage.rooms.experts.listAnswers(MOST);
  for (const answer of said) await collect(answer, deps);
  const messages = new Set(said.map(({ messageId }) => messageId));
  for (const waiting of await storage.verified.list(["waiting"])) {
    const { id, origin, messageId, answerId } = waiting;
    const isUnsaid =
      origin === "expert" &&
      messageId !== undefined &&
      said.length < MOST &&
      !messages.has(messageId);
    // Nobody stands for it yet, and whoever asked has taken the question back.
    const isTakenBack =
      answerId !== undefined && (await storage.answers.get(answerId)) === undefined;
    if (isUnsaid || isTakenBack) await storage.verified.remove(id);
  }
}

async function collect(said: ExpertAnswer, { storage }: VerifiedDeps): Promise<void> {
  const { messageId, answerId, text, answeredBy, answeredAt } = said;
  const id = `v${createHash("sha256").update(messageId).digest("hex").slice(0, 10)}`;
  const known = await storage.verified.get(id);
  if (known === undefined) {
    const record = await storage.answers.get(answerId);
    if (record === undefined) return;
    const reply = await storage.rooms.replies.get(answerId);
    await storage.verified.add({
      ...{ id, question: record.question, text, citations: [], messageId, answerId },
      audience: writtenFor(record, reply),
      status: "waiting",
      origin: "expert",
      createdBy: answeredBy,
      createdAt: answeredAt,
      approvedBy: undefined,
      approvedName: undefined,
      approvedAt: undefined,
      changedAt: answeredAt,
      expiredBecause: undefined,
      workspaceId: reply?.workspaceId,
      roomId: reply?.roomId,
    });
  } else if (known.status === "waiting" && known.text !== text) {
    const { question, citations, audience, changedAt } = known;
    await storage.verified.change(id, ["waiting"], changedAt, {
      status: "waiting",
      changedAt: changedAt + 1,
      content: { question, text, citations, audience },
    });
  }
}
