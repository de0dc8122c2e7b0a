import type { VotedAnswer } from "../../storage/ports/dataset-storage.ts";
import type { Kept, Retention } from "../../storage/ports/privacy-storage.ts";
import type { Storage } from "../../storage/storage.ts";

const PORTION = 500;

const DAY_MS = 86_400_000;

export interface VotedDeps {
  storage: Pick<Storage, "datasets">;
  retention: Retention;
  now: () => number;
}

/**
 * Every finished answer with its votes, oldest first, without holding all of them at once. What is older than it
 * is to be kept counts as gone, though nothing may have removed it yet, or a verified answer holds it.
 */
export async function* readVotedAnswers(deps: VotedDeps): AsyncGenerator<VotedAnswer> {
  for await (const { record, votes, ordinal } of readAll(deps)) {
    if (isExpired(record.askedAt, "questions", deps)) continue;
    const hasDetails = !isExpired(record.finishedAt ?? record.askedAt, "details", deps);
    yield {
      ordinal,
      record: hasDetails ? record : { ...record, evidence: undefined },
      votes: votes.filter(({ votedAt }) => !isExpired(votedAt, "votes", deps)),
    };
  }
}

function isExpired(at: number, kind: Kept, { retention, now }: VotedDeps): boolean {
  const days = retention[kind];
  return days > 0 && at < now() - days * DAY_MS;
}

async function* readAll({ storage }: VotedDeps): AsyncGenerator<VotedAnswer> {
  for (let after = 0; ; ) {
    const portion = await storage.datasets.answers(after, PORTION);
    yield* portion;
    const last = portion.at(-1);
    if (last === undefined || portion.length < PORTION) return;
    after = last.ordinal;
  }
}
