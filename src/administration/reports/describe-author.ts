import type { VerifiedDeps } from "../../feedback/verified/verified-deps.ts";
import type { VerifiedAnswer } from "../../storage/storage.ts";

export interface AuthorDeps {
  storage: Pick<VerifiedDeps["storage"], "rooms">;
  /** What people call somebody; undefined where nobody can tell. */
  nameOf: (person: string) => Promise<string | undefined>;
}

/**
 * Whose words wait, for whoever is to stand for them, and whether it was this person who was asked;
 * undefined of what an admin wrote or took over.
 */
export async function describeAuthor(
  { origin, createdBy, answerId }: Pick<VerifiedAnswer, "origin" | "createdBy" | "answerId">,
  { storage, nameOf }: AuthorDeps,
): Promise<string | undefined> {
  if (origin !== "expert" && origin !== "shortcut") return undefined;
  const author = (await nameOf(createdBy)) ?? createdBy;
  if (origin === "shortcut") return `Proposed by ${author}`;
  const expert = await storage.rooms.experts.named(answerId ?? "");
  if (expert === undefined) return `Said by ${author}`;
  if (expert === createdBy) return `Said by ${author}, the expert who was asked`;
  return `Said by ${author}; who was asked: ${(await nameOf(expert)) ?? expert}`;
}
