import { expect } from "vitest";
import type { ShownAnswer } from "../../../../../src/chat/chat-platform.ts";
import type { Storage } from "../../../../../src/storage/storage.ts";
import { linksAsText } from "../../../../counterparts/teams/render/card-text.ts";
import type { Message } from "../../../../counterparts/teams/shapes/message.ts";
import type { TeamsCounterpart } from "../../../../counterparts/teams/start-teams-counterpart.ts";
import { findPerson, membersOf } from "../../../../counterparts/teams/state/find.ts";

/** What people take for one message: the bot's words, and the card that it sent right after them. */
export interface Shown {
  message: Message;
  card: Message | undefined;
}

/** Messages of one conversation or thread, in order; a card alone goes with the words before it. */
export function withCards(messages: readonly Message[]): Shown[] {
  const all: Shown[] = [];
  for (const message of messages) {
    const before = all.at(-1);
    const isCard = message.from === "bot" && message.text === "" && answerOnButtons(message);
    const isBare = before?.message.from === "bot" && before.card === undefined;
    if (before !== undefined && isCard && isBare && before.message.stream !== "running") {
      before.card = message;
    } else all.push({ message, card: undefined });
  }
  return all;
}

/** All words of a message as somebody sees it: its text and its cards. */
export function textOf(teams: TeamsCounterpart, who: string, { message, card }: Shown): string {
  const shown = [message, card].flatMap((one) =>
    one === undefined ? [] : [linksAsText(one.text), teams.people.cards(who, one)],
  );
  return withoutEscapes(shown.filter((words) => words !== "").join("\n"));
}

/** As Teams shows it: what is written so that it is no Markdown and no tag. */
function withoutEscapes(markdown: string): string {
  return markdown
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** The answer that a message has buttons for. */
function answerOnButtons(message: Message): string | undefined {
  const [, id] = /"answerId":"([^"]+)"/.exec(JSON.stringify(message.activity ?? {})) ?? [];
  return id;
}

/**
 * The answer that a message shows. One that failed or was busy has no button: it is known by its
 * words, among those of what was asked.
 */
export async function answerIn(
  { message, card }: Shown,
  asked: Iterable<string>,
  storage: Storage,
): Promise<string | undefined> {
  const pressed = answerOnButtons(card ?? message);
  if (pressed !== undefined) return pressed;
  for (const id of asked) {
    const record = await storage.answers.get(id);
    const answer = record?.answer as { text: string; traceId: string } | undefined;
    if (record?.outcome !== "busy" && record?.outcome !== "failed") continue;
    const words = [answer?.traceId, answer?.text].filter((one) => one !== undefined && one !== "");
    if (words.some((one) => message.text.includes(`${one}`))) return id;
  }
  return undefined;
}

interface Claim {
  position: number;
  appearance: { name: string };
}

interface AboutMessage {
  type: string;
  additionalType?: string[];
  citation?: Claim[];
}

/**
 * An answer as its message shows it: with those citations that stand on the message. What a machine
 * wrote has Teams' label for that, and nothing else has it.
 */
export function asShown(answer: ShownAnswer, { message }: Shown): ShownAnswer {
  // Its words were lost on their way: the card alone is labelled nothing, and cites nothing.
  if (message.text === "") return { ...answer, citations: [] };
  const entities = (message.activity?.entities ?? []) as AboutMessage[];
  const about = entities.filter(({ type }) => type === "https://schema.org/Message");
  const { outcome, verified, text } = answer;
  const isMade = ["answered", "degraded"].includes(outcome) && verified === undefined;
  const labels = about.flatMap(({ additionalType = [] }) => additionalType);
  expect(labels, `${outcome}: ${text}`).toEqual(
    isMade && text !== "" ? ["AIGeneratedContent"] : [],
  );
  const claims = about.flatMap(({ citation = [] }) => citation);
  const citations = claims.flatMap(({ position, appearance }) => {
    const cited = answer.citations.find(({ n }) => n === position);
    return cited === undefined ? [] : [{ ...cited, title: appearance.name }];
  });
  return { ...answer, citations };
}

/** Where somebody sees an answer. @throws where they do not */
export function showing(
  teams: TeamsCounterpart,
  who: string,
  answerId: string,
): { message: Message; card: Message } {
  const { world } = teams;
  const person = findPerson(world, who);
  for (const room of world.rooms.values()) {
    if (!membersOf(world, room).includes(person)) continue;
    const there = room.messages.filter(({ from, isDeleted }) => from === "bot" && !isDeleted);
    const card = there.find((one) => answerOnButtons(one) === answerId);
    if (card === undefined) continue;
    const thread = there.filter(({ rootId }) => rootId === card.rootId);
    const found = withCards(thread).find((one) => one.card === card);
    return { message: found?.message ?? card, card };
  }
  throw new Error(`${who} does not see ${answerId}`);
}

/** What a stream shows before the answer begins; nothing where it has begun, or none runs. */
export function statusIn(message: Message | undefined): string {
  if (message?.stream !== "running") return "";
  const entities = (message.activity?.entities ?? []) as { streamType?: string }[];
  const isInformative = entities.some(({ streamType }) => streamType === "informative");
  return isInformative ? message.text : "";
}
