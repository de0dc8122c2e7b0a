import { AdminError } from "../../sources/sources-deps.ts";
import type { Storage } from "../../storage/storage.ts";

/** Somebody else was first, or it changed by itself; the sentence says which. */
export class OvertakenError extends AdminError {}

interface OvertakenDeps {
  storage: Pick<Storage, "reviews">;
}

/** What whoever comes second is told: who was first, what they decided, and when. */
export async function overtaken(
  id: string,
  asOf: number,
  { storage }: OvertakenDeps,
): Promise<OvertakenError> {
  const first = await storage.reviews.get(id);
  const look = "look at it again.";
  if (first === undefined || first.decidedAt <= asOf) {
    return new OvertakenError(`${id} has changed while you looked at it: ${look}`);
  }
  const { decision, decidedName = "Another reviewer", decidedAt } = first;
  const at = `${new Date(decidedAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return new OvertakenError(`${decidedName} was first and has ${decision} this at ${at}: ${look}`);
}
