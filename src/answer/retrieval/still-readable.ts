import { allowedAccessIds } from "../../access/audience.ts";
import type { Question } from "../answer.ts";
import type { RetrieveDeps, RetrievedPassage } from "./retrieve-passages.ts";

/** Who will see the answer as of now: people come while a model thinks. */
export async function audienceNow({
  audience,
  readAudience,
}: Question): Promise<Question["audience"]> {
  return (await readAudience?.()) ?? audience;
}

/** What was looked at so lately counts as it was found. */
const SETTLED_MS = 1_000;

/** The passages that the audience may read as of now: rights change while a model thinks. */
export async function stillReadable(
  passages: readonly RetrievedPassage[],
  question: Question,
  { index, accessLists }: Pick<RetrieveDeps, "index" | "accessLists">,
): Promise<RetrievedPassage[]> {
  const allowed = allowedAccessIds(await audienceNow(question), await accessLists());
  const readable = await index.areReadable(passages, allowed);
  return passages.filter((_, at) => readable[at]);
}

/**
 * The same for as long as an answer is written, for passages that were looked at just now: once a
 * second at most it is looked at anew, and what was gone once stays out of the answer.
 */
export function createReadable(
  passages: readonly RetrievedPassage[],
  question: Question,
  deps: Pick<RetrieveDeps, "index" | "accessLists"> & { now: () => number },
): () => Promise<readonly RetrievedPassage[]> {
  let readable: Promise<readonly RetrievedPassage[]> = Promise.resolve(passages);
  let lookedAt = deps.now();
  return () => {
    if (deps.now() - lookedAt >= SETTLED_MS) {
      lookedAt = deps.now();
      readable = readable.then((known) => stillReadable(known, question, deps));
    }
    return readable;
  };
}
