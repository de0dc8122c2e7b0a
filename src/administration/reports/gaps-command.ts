import type { AdminItem, AdminReply, Commander } from "../../chat/admin-reply.ts";
import {
  type Gap,
  type GapReport,
  type ReportDeps,
  reportGaps,
} from "../../feedback/reports/gap-report.ts";
import type { AdminDeps } from "../admin-command.ts";
import { count, inDays } from "../describe/in-words.ts";
import { nameOwners, type OwnerNames, withoutPrefix } from "../owners/name-owners.ts";
import { readDays } from "../words/read-days.ts";
import { refuseOthers } from "./refuse-others.ts";

const MOST_SHOWN = 15;
export const NO_GAPS =
  "Everything that was asked in the open found an answer that nobody disliked.";

/** `gaps [--days N]`: what people ask and nothing answers. @throws AdminError, WrongUsageError */
export async function gapsCommand(
  words: string[],
  commander: Commander,
  deps: ReportDeps & Pick<AdminDeps, "platforms">,
): Promise<AdminReply> {
  refuseOthers(commander);
  const days = readDays(words, "gaps");
  const report = await reportGaps(days, deps, commander.roomId);
  const { gaps } = report;
  const shown = gaps.slice(0, MOST_SHOWN);
  const names = await nameOwners(shown, deps);
  const items = shown.map((gap) => gapItem(gap, names));
  const title = `What nothing answered, ${inDays(days)}`;
  const notes = [
    ...(gaps.length > MOST_SHOWN ? [`And ${gaps.length - MOST_SHOWN} more.`] : []),
    ...describeRest(report),
  ];
  return {
    parts: [
      { type: "list", title, items, none: NO_GAPS },
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

export function gapItem(gap: Gap, names: OwnerNames = new Map()): AdminItem {
  return { title: gap.question, lines: gapLines(gap, names), state: "warning" };
}

/** How often it was asked and what came of it; whose it is to mend. */
export function gapLines(gap: Gap, names: OwnerNames = new Map()): string[] {
  return [askedLine(gap), sourceLine(gap, names)];
}

export function askedLine({ times, people, outcomes, lastAskedAt }: Gap): string {
  const { notFound, disliked } = outcomes;
  const what = [
    ...(notFound > 0 ? [`${notFound} found nothing`] : []),
    ...(disliked > 0 ? [`${disliked} disliked`] : []),
  ];
  const asked = `asked ${count(times, "time")} by ${people === 1 ? "1 person" : `${people} people`}`;
  return `${asked}: ${what.join(", ")}; last on ${lastAskedAt.slice(0, 10)}`;
}

function sourceLine(
  { source, sourceQuestions, times, owner, nearestSources }: Gap,
  names: OwnerNames,
): string {
  if (source === null) {
    const nearest = nearestSources.length === 0 ? "" : ` (nearest: ${nearestSources.join(", ")})`;
    return `of no source: nothing that was found has to do with it${nearest}`;
  }
  const often = times === 1 ? "" : ` (${sourceQuestions} of ${times} times)`;
  const whose =
    owner === null ? "nobody looks after it" : (names.get(owner) ?? withoutPrefix(owner));
  return `most likely of ${source}${often}: ${whose}`;
}
