import type { Storage, VerifiedAnswer } from "../../storage/storage.ts";

type Deps = { storage: Pick<Storage, "documents" | "accessLists"> };

/** Whoever holds one of these is a member, or anybody. */
const FOR_ALL = ["everyone", "public"];

/**
 * Why fewer people are given an active answer than when it was approved, in one sentence: a document that it rests on was
 * restricted. It is still right, so it stays active for those who may read that. Undefined while nothing keeps it back.
 */
export async function whyHeldBack(
  { status, citations, audience }: VerifiedAnswer,
  { storage }: Deps,
): Promise<string | undefined> {
  if (status !== "active" || citations.length === 0) return undefined;
  const lists = await storage.accessLists.list();
  const principalsOf = (id: number) => lists.find((list) => list.id === id)?.principals;
  for (const { source, documentId, title, accessId } of citations) {
    const document = await storage.documents.get(source, documentId);
    if (document === undefined || document.accessId === accessId) continue;
    const now = principalsOf(document.accessId) ?? [];
    if (now.some((principal) => FOR_ALL.includes(principal))) continue;
    const before = principalsOf(accessId) ?? audience.flat();
    if (before.every((principal) => now.includes(principal))) continue;
    const given = now.length === 0 ? "nobody is given this" : "only who may read it is given this";
    return `“${title}” (${source}) is for fewer people than when this was approved: ${given}.`;
  }
  return undefined;
}
