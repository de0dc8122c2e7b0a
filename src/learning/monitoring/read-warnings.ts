import { DAY_MS } from "../../feedback/reports/report-period.ts";
import type { Storage } from "../../storage/storage.ts";
import { readAsked } from "./asked-question.ts";
import { measureFreshness, type SourceFreshness } from "./freshness.ts";
import { type Drift, measureDrift } from "./measure-drift.ts";
import { type Quality, qualityOf } from "./quality.ts";

/** What wakes somebody, of four weeks. */
export interface Warnings {
  /** Of the last seven days. */
  week: Quality;
  drift: Drift[];
  sources: SourceFreshness[];
}

/** A share of fewer says nothing. */
export const LEAST_OF_WEEK = 20;
const DAYS = 28;
const WEEK = 7;
/** It is read again and again, by each process that tells metrics. */
const MOST_QUESTIONS = 5_000;

/** The same as the report, without what costs a model anything. */
export async function readWarnings(
  storage: Pick<Storage, "reports" | "sources" | "documents" | "accessLists">,
  now: number,
): Promise<Warnings> {
  const since = now - DAYS * DAY_MS;
  const { questions } = await readAsked(since, MOST_QUESTIONS, storage);
  const week = questions.filter(({ askedAt }) => askedAt >= now - WEEK * DAY_MS);
  const { measures } = await measureDrift(questions, { since, until: now }, undefined);
  const { sources } = await measureFreshness(questions, storage, now);
  return { week: qualityOf(week), drift: measures, sources };
}
