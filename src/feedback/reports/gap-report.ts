import type { OwnerStorage } from "../../storage/ports/owner-storage.ts";
import type { Storage, UnansweredRow } from "../../storage/storage.ts";
import { groupAlike } from "./group-alike.ts";
import { findLikelySource } from "./likely-source.ts";
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
  /** The source that it most likely belongs to; null where nothing that was shown tells. */
  source: string | null;
  /** For how many of the questions something of that source was shown. */
  sourceQuestions: number;
  /** Who looks after that source; null where nobody does. */
  owner: string | null;
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
  storage: Pick<Storage, "reports" | "sources"> & {
    administration: { owners: Pick<OwnerStorage, "list"> };
  };
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
  const heard = groups.filter(([first]) => !isHidden(first));
  const gaps = await describeAll(heard, storage);
  const askedPrivately = groups.length - gaps.length;
  return { days, gaps, askedPrivately, notForAll: unanswered.length - rows.length };
}

/**
 * The gaps of one person's sources, as somebody may be told who is no admin: of what was asked where every full
 * member of their workspace could hear it, and nothing of the rest, not even how much it is.
 */
export async function reportOwnGaps(
  days: number,
  { person, workspaceId }: { person: string; workspaceId: string },
  { storage, now }: ReportDeps,
): Promise<Gap[]> {
  const since = now() - checkDays(days) * DAY_MS;
  const unanswered = await storage.reports.unanswered(since, MOST_ROWS);
  const heard = unanswered.filter(
    (row) =>
      (row.isDisliked || !row.isNotForAll) &&
      row.roomKind === "open" &&
      row.onlyTo === undefined &&
      row.roomId?.startsWith(`${workspaceId}:`) === true,
  );
  const gaps = await describeAll(
    groupAlike(heard, ({ question }) => question),
    storage,
  );
  return gaps.filter(({ owner }) => owner === person);
}

type Group = [UnansweredRow, ...UnansweredRow[]];

/** Most people first. */
async function describeAll(groups: readonly Group[], storage: ReportDeps["storage"]) {
  const sources = new Set((await storage.sources.list()).map(({ name }) => name));
  const owned = await storage.administration.owners.list();
  const owners = new Map(owned.map(({ source, person }) => [source, person]));
  const gaps = groups.map((group) => describe(group, sources, owners));
  return gaps.sort(
    (a, b) => b.people - a.people || b.times - a.times || (a.lastAskedAt < b.lastAskedAt ? 1 : -1),
  );
}

function describe(
  group: Group,
  known: ReadonlySet<string>,
  owners: ReadonlyMap<string, string>,
): Gap {
  const [first] = group;
  const likely = findLikelySource(
    group.map(({ shown }) => shown),
    known,
  );
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
    source: likely?.name ?? null,
    sourceQuestions: likely?.questions ?? 0,
    owner: owners.get(likely?.name ?? "") ?? null,
  };
}
