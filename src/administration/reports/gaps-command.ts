import type { AdminItem, AdminReply, Commander } from "../../chat/admin-reply.ts";
import { type Gap, type ReportDeps, reportGaps } from "../../feedback/reports/gap-report.ts";
import { readDays } from "../../feedback/reports/report-period.ts";
import { count, inDays } from "../describe/in-words.ts";
import { refuseOthers } from "./refuse-others.ts";

const MOST_SHOWN = 15;
export const NO_GAPS =
  "Everything that was asked in the open found an answer that nobody disliked.";

/** `gaps [--days N]`: what people ask and nothing answers. @throws AdminError */
export async function gapsCommand(
  words: string[],
  commander: Commander,
  deps: ReportDeps,
): Promise<AdminReply> {
  refuseOthers(commander);
  const days = readDays(words, "gaps");
  const { gaps, askedPrivately } = await reportGaps(days, deps);
  const title = `What nothing answered, ${inDays(days)}`;
  const notes = [
    ...(gaps.length > MOST_SHOWN ? [`And ${gaps.length - MOST_SHOWN} more.`] : []),
    ...(askedPrivately > 0 ? [describePrivate(askedPrivately)] : []),
  ];
  return {
    parts: [
      { type: "list", title, items: gaps.slice(0, MOST_SHOWN).map(gapItem), none: NO_GAPS },
      ...notes.map((text) => ({ type: "text" as const, text })),
    ],
  };
}

/** What is counted and not shown. */
export function describePrivate(count: number): string {
  return `${count} more asked privately, each by one person.`;
}

export function gapItem(gap: Gap): AdminItem {
  return { title: gap.question, lines: gapLines(gap), state: "warning" };
}

export function gapLines({ times, people, outcomes, lastAskedAt, nearestSources }: Gap): string[] {
  const { notFound, disliked } = outcomes;
  const what = [
    ...(notFound > 0 ? [`${notFound} found nothing`] : []),
    ...(disliked > 0 ? [`${disliked} disliked`] : []),
  ];
  const asked = `asked ${count(times, "time")} by ${people === 1 ? "1 person" : `${people} people`}`;
  return [
    `${asked}: ${what.join(", ")}; last on ${lastAskedAt.slice(0, 10)}`,
    ...(nearestSources.length > 0 ? [`nearest: ${nearestSources.join(", ")}`] : []),
  ];
}
