import type { LearnedVersion, LearningStorage } from "../../storage/ports/learning-storage.ts";
import { LearningError } from "../learning-error.ts";

/** @throws LearningError where none is called so */
export async function requireVersion(
  version: string,
  learning: Pick<LearningStorage, "get">,
): Promise<LearnedVersion> {
  const learned = await learning.get(version);
  if (learned !== undefined) return learned;
  throw new LearningError(`There is no version "${version}": \`models\` lists them.`);
}
