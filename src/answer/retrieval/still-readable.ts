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

/** The passages that the audience may read as of now: rights change while a model thinks. */
export async function stillReadable(
  passages: readonly RetrievedPassage[],
  question: Question,
  { index, accessLists }: Pick<RetrieveDeps, "index" | "accessLists">,
): Promise<RetrievedPassage[]> {
  const allowed = allowedAccessIds(await audienceNow(question), await accessLists());
  const found = await Promise.all(
    passages.map(({ source, documentId, ordinal }) =>
      index.readDocument(source, documentId, allowed, [ordinal]),
    ),
  );
  return passages.filter((_, at) => found[at]?.length !== 0);
}
