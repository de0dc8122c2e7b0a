import type { AdminButton, AdminItem } from "../../chat/admin-reply.ts";
import { ACCEPT_WORDS, KIND_WORDS, type ReviewItem } from "../../feedback/review/review-item.ts";
import type { AdminDeps } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { describeAuthor } from "../reports/describe-author.ts";

const MOST_TEXT = 500;
const STATES = {
  corrected: "warning",
  expired: "warning",
  proposed: "busy",
  disliked: "bad",
} as const;

/** What waits, with the buttons that decide about it. */
export async function reviewItem(
  item: ReviewItem,
  deps: Pick<AdminDeps, "storage" | "platforms">,
): Promise<AdminItem> {
  const { kind, question, text, answered, notes, documents, audience, author } = item;
  const rests = documents.filter(({ isChosen }) => isChosen);
  const by =
    author &&
    (await describeAuthor(
      { ...author, createdBy: author.person },
      {
        storage: deps.storage,
        nameOf: (person) => nameOr(person, deps),
      },
    ));
  const readers = audience.map((list) => list.join(" and ")).join(", or ");
  return {
    title: question,
    state: STATES[kind],
    lines: [
      KIND_WORDS[kind],
      ...(answered === undefined ? [] : [`It was answered: ${short(answered)}`]),
      ...(text === "" ? [] : [short(text)]),
      ...notes,
      ...(by === undefined ? [] : [by]),
      `Rests on: ${rests.map(({ title, source }) => `${title} (${source})`).join(", ") || "no document"}`,
      `For: ${readers || "nobody yet"}`,
    ],
    buttons: buttonsOf(item),
  };
}

/** Said where a reviewer may not see all that waits. */
export function withheldLine(withheld: number): string {
  return `${withheld} more ${withheld === 1 ? "waits" : "wait"} that you may not see: said in private, or resting on documents that you may not open.`;
}

function buttonsOf({ id, kind, version, mayAccept }: ReviewItem): AdminButton[] {
  const about = `${id} ${version}`;
  const accept: AdminButton = {
    label: ACCEPT_WORDS[kind],
    command: `review accept ${about}`,
    style: "primary",
  };
  return [
    ...(mayAccept ? [accept] : []),
    { label: "Correct", command: `review correct ${about}` },
    { label: "Reject", command: `review reject ${about}` },
  ];
}

function short(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT).toWellFormed()}…` : text;
}
