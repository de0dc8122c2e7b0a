import type { AdminItem, AdminReply, Commander } from "../../chat/admin-reply.ts";
import {
  type Gap,
  type GapReport,
  type ReportDeps,
  reportGaps,
} from "../../feedback/reports/gap-report.ts";
import { count, inDays } from "../describe/in-words.ts";
import { readDays } from "../words/read-days.ts";
import { refuseOthers } from "./refuse-others.ts";

const MOST_SHOWN = 15;
export const NO_GAPS =
  "Everything that was asked in the open found an answer that nobody disliked.";

/** `gaps [--days N]`: what people ask and nothing answers. @throws AdminError, WrongUsageError */
export async function gapsCommand(
  words: string[],
  commander: Commander,
  deps: ReportDeps,
): Promise<AdminReply> {
  refuseOthers(commander);
  const days = readDays(words, "gaps");
  const report = await reportGaps(days, deps, commander.roomId);
  const { gaps } = report;
  const title = `What nothing answered, ${inDays(days)}`;
  const notes = [
    ...(gaps.length > MOST_SHOWN ? [`And ${gaps.length - MOST_SHOWN} more.`] : []),
    ...describeRest(report),
  ];
  return {
    parts: [
      { type: "list", title, items: gaps.slice(0, MOST_SHOWN).map(gapItem), none: NO_GAPS },
      ...notes.map((text) => ({ type: "text" as const, text })),
    ],
  };
}

/** What is counted and not shown. */
export function describeRest({ askedPrivately, notForAll }: GapReport): string[] {
  const questions = count(notForAll, "question");
  return [
    ...(askedPrivately > 0 ? [`${askedPrivately} more asked privately.`] : []),
    ...(notForAll > 0
      ? [`${questions} found nothing only because of who else would have seen the answer.`]
      : []),
  ];
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
