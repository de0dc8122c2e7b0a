import type { AdminButton, AdminItem, AdminPart, AdminReply } from "../../chat/admin-reply.ts";
import type { Gap } from "../../feedback/reports/gap-report.ts";
import { count } from "../describe/in-words.ts";
import type { OwnerNames } from "../owners/name-owners.ts";
import { gapItem, NO_GAPS } from "../reports/gaps-command.ts";
import { quoteWord } from "../words/parse-command.ts";
import type { Digest, ExpiredAnswer, WeekOfQuestions } from "./compose-digest.ts";

/** A digest in plain words; its buttons are commands, worth no more than who presses them may do. */
export function describeDigest(digest: Digest, names?: OwnerNames): AdminReply {
  const { gaps, moreGaps, sources, review, expired } = digest;
  const more = moreGaps === 0 ? [] : [text(`And ${count(moreGaps, "more gap")}.`)];
  return {
    parts: [
      text(digestLines(digest).join("\n")),
      {
        type: "list",
        title: "What nothing answered",
        items: gaps.map((gap) => gapItem(gap, names)),
        none: NO_GAPS,
      },
      ...more,
      ...listOf(
        "Whose answers people disliked",
        dislikedBeside(digest).map((gap) => gapItem(gap, names)),
      ),
      ...listOf("Verified answers that expired", expired.map(expiredItem)),
      {
        type: "list",
        title: "Sources",
        items: sources.map(sourceItem),
        none: "All sources are read without trouble.",
      },
      {
        type: "list",
        title: "To do",
        items: [{ title: reviewLine(review), lines: [], buttons: buttons(review) }],
        none: "",
      },
    ],
  };
}

/** The numbers of the week. */
export function digestLines({ from, to, questions, weekBefore, votes }: Digest): string[] {
  return [
    `Footnote from ${from.slice(0, 10)} to ${to.slice(0, 10)}`,
    `${count(questions.asked, "question")}${shareOf(questions)}; the week before ${weekBefore.asked}${shareOf(weekBefore)}`,
    ...(questions.notFound > 0 ? [`${questions.notFound} found nothing`] : []),
    ...(questions.other > 0 ? [`${questions.other} asked back about, or failed`] : []),
    `Votes: ${votes.up} up, ${votes.down} down`,
  ];
}

export function reviewLine({ waiting, expired, disliked, corrected }: Digest["review"]): string {
  return `${count(waiting, "answer")} waiting for review, ${expired} expired, ${corrected} corrected, ${disliked} disliked`;
}

/** Disliked ones that do not stand among the gaps already. */
export function dislikedBeside({ gaps, disliked }: Pick<Digest, "gaps" | "disliked">): Gap[] {
  const shown = new Set(gaps.map(({ question }) => question));
  return disliked.filter(({ question }) => !shown.has(question));
}

export function expiredItem({ question, because }: ExpiredAnswer): AdminItem {
  return { title: question, lines: [because], state: "warning" };
}

export function sourceLine({ name, health, error }: Digest["sources"][number]): string {
  return `${name}: ${health}${error === undefined ? "" : `: ${error}`}`;
}

function shareOf({ asked, answered }: WeekOfQuestions): string {
  return asked === 0 ? "" : `, ${Math.round((100 * answered) / asked)} % answered`;
}

function sourceItem({ name, health, error }: Digest["sources"][number]): AdminItem {
  const command = `sources status ${quoteWord(name)}`;
  return {
    title: name,
    lines: [health, ...(error === undefined ? [] : [error])],
    state: "bad",
    buttons: [{ label: "Status", command }],
  };
}

function buttons({ waiting, expired, disliked, corrected }: Digest["review"]): AdminButton[] {
  const isWaiting = waiting + expired + disliked + corrected > 0;
  return [
    ...(isWaiting ? [{ label: "Review", command: "review" }] : []),
    { label: "All gaps", command: "gaps --days 7" },
    { label: "Feedback", command: "feedback --days 7" },
  ];
}

/** Nothing where there are none. */
export function listOf(title: string, items: AdminItem[]): AdminPart[] {
  return items.length === 0 ? [] : [{ type: "list", title, items, none: "" }];
}

function text(words: string): AdminPart {
  return { type: "text", text: words };
}
