import type { AdminItem } from "../../chat/admin-reply.ts";
import type { SuspiciousDocument } from "../../sources/suspicious/list-suspicious.ts";

/** A document that an admin may want to look at: where, why, and what stands there. */
export function describeSuspicious(document: SuspiciousDocument): AdminItem {
  const { source, documentId, title, findings } = document;
  return {
    title,
    state: "warning",
    lines: [
      `${source}: ${documentId}`,
      ...findings.map(({ place, reason, excerpt }) => `${place}: ${reason} “${excerpt}”`),
    ],
  };
}
