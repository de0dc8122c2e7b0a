import type { AdminItem, AdminReply, Commander } from "../../chat/admin-reply.ts";
import {
  type DislikedAnswer,
  type FeedbackPeriod,
  type FeedbackReport,
  reportFeedback,
  type VotesReport,
} from "../../feedback/reports/feedback-report.ts";
import type { ReportDeps } from "../../feedback/reports/gap-report.ts";
import { inDays } from "../describe/in-words.ts";
import { readDays } from "../words/read-days.ts";
import { refuseOthers } from "./refuse-others.ts";

const MOST_SHOWN = 10;
const PRIVATE = "(asked privately)";

/** `feedback [--days N]`: how answers were received. @throws AdminError, WrongUsageError */
export async function feedbackCommand(
  words: string[],
  commander: Commander,
  deps: ReportDeps,
): Promise<AdminReply> {
  refuseOthers(commander);
  const report = await reportFeedback(readDays(words, "feedback"), deps);
  const items = report.disliked.slice(0, MOST_SHOWN).map(toItem);
  return {
    parts: [
      { type: "text", text: summaryLines(report).join("\n") },
      { type: "list", title: "Disliked last", items, none: "No answer was disliked." },
    ],
  };
}

/** Totals first, then the periods in which somebody voted. */
export function summaryLines(report: VotesReport & Partial<FeedbackReport>): string[] {
  const { days, total, citations, periods } = report;
  const { up, down } = citations;
  const { askedAgain = 0, escalated = 0, sourcesOpened: opened } = report.signals ?? {};
  return [
    `Answers in ${inDays(days)}: ${votesOf(total)}`,
    ...(askedAgain + escalated > 0
      ? [`Asked again within ten minutes: ${askedAgain}; an expert was called: ${escalated}`]
      : []),
    ...(opened == null
      ? []
      : [`Sources opened on the web page: from ${opened.answers} of ${opened.of} answers`]),
    ...(up + down > 0 ? [`Single citations: ${up} up, ${down} down`] : []),
    ...periods
      .filter((period) => period.up + period.down > 0)
      .map((period) => `${spanOf(period)}: ${votesOf(period)}`),
  ];
}

export function dislikedLines(disliked: DislikedAnswer): string[] {
  const { answerId, question, reason, correction, correctedByMember, at } = disliked;
  const from = correctedByMember ? "" : " by somebody who is no full member";
  // An answer's id tells where it was asked.
  const which = question === undefined ? "" : `, answer ${answerId}`;
  return [
    ...(reason === undefined ? [] : [`reason: ${reason}`]),
    ...(correction === undefined ? [] : [`correction${from}: ${correction}`]),
    `${at.slice(0, 10)}${which}`,
  ];
}

export function dislikedTitle({ question = PRIVATE }: DislikedAnswer): string {
  return question;
}

function toItem(disliked: DislikedAnswer): AdminItem {
  const { answerId, correctedByMember } = disliked;
  const command = `verified add ${answerId} --correction`;
  const confirm = "From now on the corrected text answers this question?";
  return {
    title: dislikedTitle(disliked),
    lines: dislikedLines(disliked),
    state: "bad",
    // What was asked in private is not for an admin to pass on by a click, nor a stranger's words.
    ...(correctedByMember === true && disliked.question !== undefined
      ? { buttons: [{ label: "Use the correction", command, confirm }] }
      : {}),
  };
}

function votesOf({ up, down, reasons }: Omit<FeedbackPeriod, "from" | "to">): string {
  const why = Object.entries(reasons)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`);
  return `${up} up, ${down} down${why.length > 0 ? ` (${why.join(", ")})` : ""}`;
}

function spanOf({ from, to }: FeedbackPeriod): string {
  return from === to ? from : `${from} to ${to}`;
}
