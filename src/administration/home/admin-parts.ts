import type { AdminButton, AdminItem, AdminPart } from "../../chat/admin-reply.ts";
import { reportVotes } from "../../feedback/reports/feedback-report.ts";
import { reportGaps } from "../../feedback/reports/gap-report.ts";
import { readQueue } from "../../feedback/review/read-queue.ts";
import { listSources, type SourceSummary } from "../../sources/list-sources.ts";
import type { AdminDeps } from "../admin-command.ts";
import { describeSource } from "../describe/describe-source.ts";
import { count } from "../describe/in-words.ts";
import { nameOwners } from "../owners/name-owners.ts";
import { summaryLines } from "../reports/feedback-command.ts";
import { describeRest, gapItem, NO_GAPS } from "../reports/gaps-command.ts";
import { openReviewer } from "../review/open-reviewer.ts";
import { reviewDeps } from "../review/review-command.ts";
import { reviewItem, withheldLine } from "../review/review-items.ts";

const DAYS = 30;
const MOST_SOURCES = 6;
const MOST_GAPS = 5;
const MOST_REVIEWS = 5;
/** Totals, then the last weeks. */
const MOST_FEEDBACK_LINES = 4;

/** What an admin looks after, worst first, each with the commands that do something about it. */
export async function adminParts(person: string, deps: AdminDeps): Promise<AdminPart[]> {
  return [
    await sourcesPart(deps),
    ...(await reviewParts(person, deps)),
    ...(await gapsParts(deps)),
    await feedbackPart(deps),
  ];
}

async function sourcesPart(deps: AdminDeps): Promise<AdminPart> {
  const sources = await listSources(deps.administering);
  const worstFirst = sources.toSorted((a, b) => Number(isWell(a)) - Number(isWell(b)));
  const shown = worstFirst.slice(0, MOST_SOURCES);
  const troubled = sources.filter((source) => !isWell(source)).length;
  const add: AdminButton = { label: "Add a source", command: "sources add" };
  const all: AdminButton = { label: "Show all", command: "sources" };
  const summary: AdminItem = {
    title: `${count(sources.length, "source")}${describeHealth(sources.length, troubled)}`,
    lines: [],
    buttons: sources.length > shown.length ? [add, all] : [add],
  };
  const items = [summary, ...shown.map((source) => describeSource(source, deps.now()))];
  return { type: "list", title: "Sources", items, none: "" };
}

function isWell({ health, lastSyncCounts }: SourceSummary): boolean {
  return (health === "ok" || health === "paused") && (lastSyncCounts?.failed ?? 0) === 0;
}

function describeHealth(sources: number, troubled: number): string {
  if (sources === 0) return "";
  if (troubled === 0) return ", all well";
  return troubled === 1 ? ", 1 needs a look" : `, ${troubled} need a look`;
}

/** As much of the queue as this person may see; nothing for whoever is no admin any more. */
async function reviewParts(person: string, deps: AdminDeps): Promise<AdminPart[]> {
  const reader = await openReviewer(person, deps);
  if (reader === undefined) return [];
  const queue = await readQueue(reader, reviewDeps(deps));
  const shown = queue.items.slice(0, MOST_REVIEWS);
  const items = await Promise.all(shown.map((item) => reviewItem(item, deps)));
  const none = "Nothing waits for review.";
  const more = showAll(queue.items.length - shown.length, "review");
  return [
    { type: "list", title: "Waiting for review", items: [...items, ...more], none },
    ...(queue.withheld === 0
      ? []
      : [{ type: "text" as const, text: withheldLine(queue.withheld) }]),
  ];
}

async function gapsParts(deps: AdminDeps): Promise<AdminPart[]> {
  const report = await reportGaps(DAYS, deps);
  const { gaps } = report;
  const shown = gaps.slice(0, MOST_GAPS);
  const names = await nameOwners(shown, deps);
  const items = shown.map((gap) => gapItem(gap, names));
  const more = showAll(gaps.length - items.length, "gaps");
  const title = `What nothing answered in the last ${DAYS} days`;
  return [
    { type: "list", title, items: [...items, ...more], none: NO_GAPS },
    ...describeRest(report).map((text) => ({ type: "text" as const, text })),
  ];
}

async function feedbackPart(deps: AdminDeps): Promise<AdminPart> {
  const report = await reportVotes(DAYS, deps);
  const [total = "", ...weeks] = summaryLines(report);
  const lines = weeks.slice(0, MOST_FEEDBACK_LINES);
  const buttons: AdminButton[] = [{ label: "Show all", command: "feedback" }];
  const isSilent = report.total.up + report.total.down + lines.length === 0;
  const items = isSilent ? [] : [{ title: total, lines, buttons }];
  const none = `Nobody has voted in the last ${DAYS} days.`;
  return { type: "list", title: "Feedback", items, none };
}

/** Nothing where all is shown. */
function showAll(left: number, command: string): AdminItem[] {
  if (left <= 0) return [];
  return [{ title: `And ${left} more`, lines: [], buttons: [{ label: "Show all", command }] }];
}
