import { EVERYONE } from "../../access/audience.ts";
import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import type { Storage } from "../../storage/storage.ts";
import { type LabelDeps, readLabels } from "../datasets/read-labels.ts";
import { keepFindable } from "../labels/keep-findable.ts";
import { LEAST_OF_WEEK, readWarnings, type Warnings } from "../monitoring/read-warnings.ts";

export interface ReasonDeps extends LabelDeps {
  storage: LabelDeps["storage"] &
    Pick<Storage, "learning" | "reports" | "sources" | "documents" | "accessLists">;
  retrieve: Pick<RetrieveDeps, "index" | "accessLists">;
}

export interface Thresholds {
  /** Newly labelled questions that are reason enough. */
  labels: number;
  /** From one beginning to the next. */
  everyMs: number;
}

export interface Reason {
  /** In a sentence or two. */
  why: string;
  /** Whoever began after that time has done it. */
  notAfter: number;
}

/** Failures after each other make the pause this many doublings longer at most. */
const MOST_DOUBLINGS = 3;
const MOST_RUNS = 20;
/** Of the votes of a week: the same as its alert. */
const MANY_DISLIKED = 0.5;

/**
 * Why a run should begin now; undefined: there is no reason to, or it is too soon. Without new labels the same would be
 * learned again, so there is no reason without some. What costs little is looked at first.
 */
export async function findReason(
  { labels, everyMs }: Thresholds,
  deps: ReasonDeps,
): Promise<Reason | undefined> {
  const { storage } = deps;
  const now = deps.now();
  const runs = await storage.learning.runs.list("retrieval", MOST_RUNS);
  const decided = runs.findIndex(({ end }) => end !== undefined && end.verdict !== "failed");
  const failures = decided === -1 ? runs.length : decided;
  const notAfter = now - everyMs * 2 ** Math.min(failures, MOST_DOUBLINGS);
  const [last] = runs;
  if (last !== undefined && (last.end === undefined || last.startedAt > notAfter)) return undefined;
  if ((await storage.learning.trials.running("retrieval")) !== undefined) return undefined;
  const since = Math.max(runs[decided]?.startedAt ?? 0, await lastLearned(storage));
  const some = Math.ceil(labels / 4);
  if ((await storage.datasets.saidSince(since)) < some) return undefined;
  const fresh = await countFresh(since, deps);
  const said = `Questions newly voted on or corrected: ${fresh}`;
  if (fresh >= labels) return { why: `${said}.`, notAfter };
  if (fresh < some) return undefined;
  const warning = warn(await readWarnings(storage, now));
  if (warning === undefined) return undefined;
  return { why: `${warning}. ${said}.`, notAfter };
}

/** Also when somebody asked for it. */
async function lastLearned({ learning }: Pick<Storage, "learning">): Promise<number> {
  const versions = await learning.list();
  const judged = versions.find(
    ({ kind, status }) => kind === "retrieval" && status !== "candidate",
  );
  return judged?.createdAt ?? 0;
}

/** Those alone that may be learned from, and name what everyone can find. */
async function countFresh(since: number, deps: ReasonDeps): Promise<number> {
  const { labels } = await readLabels(deps);
  const fresh = labels.filter(({ saidAt }) => saidAt > since);
  return (await keepFindable(fresh, EVERYONE, deps.retrieve)).counts.used;
}

function warn({ week, drift }: Warnings): string | undefined {
  const { liked } = week;
  if (liked !== null && liked.of >= LEAST_OF_WEEK && 1 - liked.share > MANY_DISLIKED) {
    return `${Math.round((1 - liked.share) * 100)} % of a week's votes were dislikes`;
  }
  const shifted = drift.filter(({ verdict }) => verdict === "shifted");
  if (shifted.length === 0) return undefined;
  return `Questions differ from those of the weeks before (${shifted.map(({ measure }) => measure).join(", ")})`;
}
