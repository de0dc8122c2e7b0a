import type { VotedAnswer } from "../../storage/ports/dataset-storage.ts";
import type { Storage } from "../../storage/storage.ts";

const PORTION = 500;

/** Every finished answer with its votes, oldest first, without holding all of them at once. */
export async function* readVotedAnswers(
  storage: Pick<Storage, "datasets">,
): AsyncGenerator<VotedAnswer> {
  for (let after = 0; ; ) {
    const portion = await storage.datasets.answers(after, PORTION);
    yield* portion;
    const last = portion.at(-1);
    if (last === undefined || portion.length < PORTION) return;
    after = last.ordinal;
  }
}
