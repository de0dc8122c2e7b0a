import type { Storage, UnansweredRow } from "../../storage/storage.ts";
import { groupAlike } from "./group-alike.ts";
import { isPrivatePlace } from "./private-place.ts";
import { checkDays, DAY_MS } from "./report-period.ts";

/** Questions of one kind that found no answer, or none that people liked. */
export interface Gap {
  /** As it was asked last where its reader could hear it. */
  question: string;
  /** How often it was asked. */
  times: number;
  /** By how many. */
  people: number;
  outcomes: { notFound: number; disliked: number };
  /** ISO 8601. */
  lastAskedAt: string;
  /** Sources that came nearest, most often named first. */
  nearestSources: string[];
}

export interface GapReport {
  days: number;
  /** Most people first. */
  gaps: Gap[];
  /** Asked only where others do not hear it: counted, and no more. */
  askedPrivately: number;
  /** Questions that documents answer, but not for everybody who would have seen the answer. */
  notForAll: number;
}

export interface ReportDeps {
  storage: Pick<Storage, "reports">;
  now: () => number;
}

const MOST_ROWS = 10_000;
const MOST_NEAREST = 3;

/**
 * What people asked and nothing answered; never who, and in words only what was asked in the open, or
 * in the room `readIn` that it is read in. The command line goes by the same rule: whoever has the
 * machine may read everything, but a report is passed on.
 */
export async function reportGaps(
  days: number,
  { storage, now }: ReportDeps,
  readIn?: string,
): Promise<GapReport> {
  const since = now() - checkDays(days) * DAY_MS;
  const unanswered = await storage.reports.unanswered(since, MOST_ROWS);
  const rows = unanswered.filter(({ isNotForAll, isDisliked }) => isDisliked || !isNotForAll);
  const isHidden = (row: UnansweredRow) => isPrivatePlace(row, readIn);
  // The first of a group gives its name, so those that may be shown come first.
  const ordered = rows.toSorted((a, b) => Number(isHidden(a)) - Number(isHidden(b)));
  const groups = groupAlike(ordered, ({ question }) => question);
  const gaps = groups.filter(([first]) => !isHidden(first)).map(describe);
  gaps.sort(
    (a, b) => b.people - a.people || b.times - a.times || (a.lastAskedAt < b.lastAskedAt ? 1 : -1),
  );
  const askedPrivately = groups.length - gaps.length;
  return { days, gaps, askedPrivately, notForAll: unanswered.length - rows.length };
}

function describe(group: [UnansweredRow, ...UnansweredRow[]]): Gap {
  const [first] = group;
  const sources = Map.groupBy(
    group.flatMap(({ nearest }) => nearest),
    (source) => source,
  );
  const nearestSources = [...sources]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([source]) => source)
    .slice(0, MOST_NEAREST);
  return {
    question: first.question,
    times: group.length,
    people: new Set(group.map(({ askedBy }) => askedBy)).size,
    outcomes: {
      notFound: group.filter(({ outcome }) => outcome === "not-found").length,
      disliked: group.filter(({ isDisliked }) => isDisliked).length,
    },
    lastAskedAt: new Date(Math.max(...group.map(({ askedAt }) => askedAt))).toISOString(),
    nearestSources,
  };
}
