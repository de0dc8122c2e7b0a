import type { Storage, UnansweredRow } from "../../storage/storage.ts";
import { contentStems } from "../../text/content-stems.ts";
import { groupAlike } from "./group-alike.ts";
import { isPrivatePlace } from "./private-place.ts";
import { checkDays, DAY_MS } from "./report-period.ts";

/** Questions of one kind that found no answer, or none that people liked. */
export interface Gap {
  /** As one of the people asked it. */
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
  /** Asked where others do not hear it, each by one person alone: counted, and no more. */
  askedPrivately: number;
}

export interface ReportDeps {
  storage: Pick<Storage, "reports">;
  now: () => number;
}

const MOST_ROWS = 10_000;
const MOST_NEAREST = 3;

/** What people asked and nothing answered; never who, and nothing that one person asked in private. */
export async function reportGaps(days: number, deps: ReportDeps): Promise<GapReport> {
  const since = deps.now() - checkDays(days) * DAY_MS;
  const rows = await deps.storage.reports.unanswered(since, MOST_ROWS);
  // The first of a group gives its name, so those that may be shown come first.
  const ordered = rows.toSorted((a, b) => Number(isPrivatePlace(a)) - Number(isPrivatePlace(b)));
  const gaps: Gap[] = [];
  let askedPrivately = 0;
  for (const group of groupAlike(ordered, ({ question }) => question)) {
    const gap = describe(group);
    if (gap.people > 1 || group.some((row) => !isPrivatePlace(row))) gaps.push(gap);
    else askedPrivately += 1;
  }
  gaps.sort(
    (a, b) => b.people - a.people || b.times - a.times || (a.lastAskedAt < b.lastAskedAt ? 1 : -1),
  );
  return { days, gaps, askedPrivately };
}

function describe(group: [UnansweredRow, ...UnansweredRow[]]): Gap {
  const [first] = group;
  const example = isPrivatePlace(first) ? leastPersonal(group) : first;
  const sources = Map.groupBy(
    group.flatMap(({ nearest }) => nearest),
    (source) => source,
  );
  const nearestSources = [...sources]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([source]) => source)
    .slice(0, MOST_NEAREST);
  return {
    question: example.question,
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

/** Of what people asked in private, the wording with the fewest words that only one of them used. */
function leastPersonal(group: [UnansweredRow, ...UnansweredRow[]]): UnansweredRow {
  const users = new Map<string, Set<string>>();
  for (const { question, askedBy } of group) {
    for (const stem of contentStems(question)) {
      users.set(stem, (users.get(stem) ?? new Set()).add(askedBy));
    }
  }
  const personal = ({ question }: UnansweredRow) =>
    [...contentStems(question)].filter((stem) => users.get(stem)?.size === 1).length;
  return group.reduce((best, one) => (personal(one) < personal(best) ? one : best));
}
