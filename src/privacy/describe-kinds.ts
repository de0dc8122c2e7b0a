import type { KindCount } from "../storage/ports/privacy-storage.ts";
import type { FoundPerson } from "./find-person.ts";

/** What no erasure reaches, said with each. */
export const STAYS =
  "Access lists that name them stay, for they are the sources' to change; what they wrote into documents, what others say of them in words, and what was posted in chats is not found.";

export function describeCounts(kinds: readonly KindCount[]): string[] {
  return kinds.filter(({ count }) => count > 0).map(({ kind, count }) => `${kind}: ${count}`);
}

export function describeNames({ ids, principals }: FoundPerson): string {
  return [...principals.map((principal) => principal.slice("user:".length)), ...ids].join(", ");
}
