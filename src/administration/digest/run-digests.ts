import { ChatError } from "../../chat/chat-error.ts";
import { repeat } from "../../conversation/run-jobs.ts";
import type { DigestRecord } from "../../storage/ports/administration-storage.ts";
import { holdLease } from "../../sync/hold-lease.ts";
import { sendToOwners } from "../owners/send-to-owners.ts";
import { isOldNews, lastDueAt } from "./digest-schedule.ts";
import { type SendDeps, sendDigest, stopDigest } from "./send-digest.ts";

const LOOK_EVERY_MS = 30_000;

/** Sends digests when they are due, until `stop` aborts; of several replicas, one sends each. */
export async function runDigests(deps: SendDeps & { stop: AbortSignal }): Promise<void> {
  const complaint = "Digests could not be sent";
  await repeat(() => sendDueDigests(deps), LOOK_EVERY_MS, complaint, deps.logger, deps.stop);
}

/** Sends each digest that is due, once; what cannot be sent now is left for the next time. */
export async function sendDueDigests(deps: SendDeps): Promise<void> {
  await sendToAdmins(deps);
  await sendToOwners(deps);
}

async function sendToAdmins(deps: SendDeps): Promise<void> {
  const { storage, logger, now } = deps;
  for (const digest of await storage.administration.digests.list()) {
    if (dueAt(digest, now()) === undefined) continue;
    try {
      await sendOne(digest.workspaceId, deps);
    } catch (error) {
      const { workspaceId } = digest;
      // One that cannot be sent must not hold up those of other workspaces.
      if (error instanceof ChatError) logger.info({ error, workspaceId }, "A digest is sent later");
      else logger.error({ error, workspaceId }, "A digest could not be sent");
    }
  }
}

async function sendOne(workspaceId: string, deps: SendDeps): Promise<void> {
  const { digests } = deps.storage.administration;
  const lease = await holdLease(`digest:${workspaceId}`, deps);
  if (lease === undefined) return;
  try {
    // Somebody else may have sent it, or set another, until the lease was free.
    const digest = await digests.get(workspaceId);
    const due = digest && dueAt(digest, deps.now());
    if (digest === undefined || due === undefined) return;
    if (!isOldNews(due, deps.now())) {
      // After a crash it is looked for by this key before it is posted.
      const sent = await sendDigest(digest, `digest:${workspaceId}:${due}`, deps);
      if (sent === "off") return;
    }
    await digests.finish(digest, due);
  } finally {
    await lease.release();
  }
}

function dueAt(digest: DigestRecord, now: number): number | undefined {
  return lastDueAt(digest, { after: digest.doneUntil, until: now });
}

/** The bot is out of a room: a digest that appeared there has no place any more. */
export async function closeDigestIn(
  roomId: string,
  deps: Omit<SendDeps, "administering">,
): Promise<void> {
  for (const digest of await deps.storage.administration.digests.list()) {
    if (digest.roomId === roomId) await stopDigest(digest, undefined, deps);
  }
}
