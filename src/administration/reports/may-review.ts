import { allowedAccessIds, EVERYONE } from "../../access/audience.ts";
import { isWrittenFor } from "../../access/is-written-for.ts";
import type { Commander } from "../../chat/admin-reply.ts";
import type { VerifiedDeps } from "../../feedback/verified/verified-deps.ts";
import type { Storage, VerifiedAnswer } from "../../storage/storage.ts";

/** An admin, and where they would see it; nowhere where they alone do. */
export type AdminInRoom = Pick<Commander, "person"> & Partial<Pick<Commander, "roomId">>;

/**
 * Whether an admin may be shown an answer where commands are given in chats. To administer is not to
 * read everything: it has to be for all members, or the admin stands in the room it was written in.
 */
export async function mayReview(
  verified: VerifiedAnswer,
  { person, roomId }: AdminInRoom,
  { storage }: Pick<VerifiedDeps, "storage">,
): Promise<boolean> {
  if (verified.createdBy === person) return true;
  if (verified.roomId !== undefined && verified.roomId === roomId) return true;
  return isForAllMembers(verified, { storage });
}

/** Whether every full member may read it, and all that it rests on. */
export async function isForAllMembers(
  verified: VerifiedAnswer,
  { storage }: { storage: Pick<Storage, "accessLists" | "documents"> },
): Promise<boolean> {
  if (!isWrittenFor(EVERYONE, verified.audience)) return false;
  const allowed = allowedAccessIds(EVERYONE, await storage.accessLists.list());
  for (const { source, documentId, accessId } of verified.citations) {
    const document = await storage.documents.get(source, documentId);
    if (!allowed.includes(document?.accessId ?? accessId)) return false;
  }
  return true;
}
