import type { FollowedRow, Storage } from "../../storage/storage.ts";
import { groupAlike } from "./group-alike.ts";

/** What people did, and did not say, that tells how an answer was received. Counts, and nothing else. */
export interface ImplicitSignals {
  /** Questions that the same person had asked, nearly so, within the ten minutes before. */
  askedAgain: number;
  /** Questions for which somebody called an expert. */
  escalated: number;
  /**
   * Answers of the web page from which a source was opened, of so many; null where it gave none. In chats
   * links lead straight to the source, so nobody knows.
   */
  sourcesOpened: { answers: number; of: number } | null;
}

const AGAIN_MS = 10 * 60_000;
/** The newest of them; a home is shown while somebody waits. */
const MOST_ROWS = 20_000;

/**
 * Read from the questions themselves, so that they go with them: by retention, erasure, or because
 * somebody deleted one.
 */
export async function readImplicitSignals(
  since: number,
  { storage }: { storage: Pick<Storage, "reports"> },
): Promise<ImplicitSignals> {
  // What was asked shortly before the period counts as the first time.
  const asked = await storage.reports.followed(since - AGAIN_MS, MOST_ROWS);
  // On the command line, everybody is the same person.
  const people = Map.groupBy(
    asked.filter(({ surface }) => surface !== "cli"),
    ({ askedBy }) => askedBy,
  );
  let askedAgain = 0;
  for (const questions of people.values()) askedAgain += countAgain(questions, since);
  const inPeriod = asked.filter(({ askedAt }) => askedAt >= since);
  return {
    askedAgain,
    escalated: inPeriod.filter(({ isEscalated }) => isEscalated).length,
    sourcesOpened: countOpened(inPeriod),
  };
}

/** Of those that cite something. */
function countOpened(asked: readonly FollowedRow[]): ImplicitSignals["sourcesOpened"] {
  const citing = asked.filter(
    ({ surface, outcome }) =>
      surface === "web" && (outcome === "answered" || outcome === "degraded"),
  );
  if (citing.length === 0) return null;
  return { answers: citing.filter(({ isOpened }) => isOpened).length, of: citing.length };
}

/** Of one person's, oldest first. */
function countAgain(questions: readonly FollowedRow[], since: number): number {
  let count = 0;
  for (const alike of groupAlike(questions, ({ question }) => question)) {
    for (const [at, { askedAt }] of alike.entries()) {
      const before = alike[at - 1];
      if (before === undefined || askedAt < since || askedAt - before.askedAt > AGAIN_MS) continue;
      // Whoever was asked back answers that, with the same words.
      if (before.outcome !== "clarify") count += 1;
    }
  }
  return count;
}
