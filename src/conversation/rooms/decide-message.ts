import type { RoomMessage } from "../../chat/chat-rooms.ts";
import type { RoomRecord, RoomThread } from "../../storage/storage.ts";
import { asksSomething } from "../../text/question/asks-something.ts";
import { type SmallTalk, smallTalk, withoutPictures } from "../../text/question/small-talk.ts";
import { stopWords } from "../../text/stop-words.ts";
import { words } from "../../text/tokenize.ts";

/** What a message is to Footnote. */
export type MessageMeaning =
  | { type: "question"; as: "direct" | "mention" | "follow-up" | "auto-answer" }
  | { type: "mute"; muted: boolean }
  | { type: "hint"; about: "empty" | "unread" | "mute" | "how-to-mute" | SmallTalk }
  | { type: "ignored"; because: IgnoredBecause };

export type IgnoredBecause =
  | "room-closed"
  | "to-others"
  | "muted"
  | "follow-ups-off"
  | "no-question"
  | "not-addressed";

export type DecidableMessage = Pick<
  RoomMessage,
  | "text"
  | "messageId"
  | "threadId"
  | "roomKind"
  | "mentionsBot"
  | "isToOthers"
  | "sentAt"
  | "isInChat"
  | "hasFiles"
>;

/** What is known of the place; `thread` is undefined where the bot takes no part. */
export interface MessagePlace {
  thread: Pick<RoomThread, "muted"> | undefined;
  room: Pick<RoomRecord, "closedAt" | "autoAnswer" | "followUps">;
}

/**
 * Decides what a message means. What is said to the bot always means something; of what is not,
 * only a question where the bot was let in, and silence is right for all else.
 */
export function decideMessage(message: DecidableMessage, place: MessagePlace): MessageMeaning {
  const meaning = whereItIs(message, place);
  // What was said later was heard because the bot is back, whatever comes late or overtakes.
  const isClosed = (place.room.closedAt ?? 0) >= message.sentAt;
  // A question to the bot was put while it was there: it is shown when it is back.
  const isAsked = meaning.type === "question" && meaning.as !== "auto-answer";
  return isClosed && !isAsked ? ignored("room-closed") : meaning;
}

function whereItIs(message: DecidableMessage, { thread, room }: MessagePlace): MessageMeaning {
  const mute = muteWord(message.text);
  const isDoubtful = mute !== undefined && /[?？؟]/u.test(message.text);
  if (message.roomKind === "direct") {
    if (mute !== undefined) return { type: "hint", about: "mute" };
    return asked(message, "direct");
  }
  if (message.mentionsBot) {
    if (isDoubtful) return { type: "hint", about: "how-to-mute" };
    return mute === undefined ? asked(message, "mention") : { type: "mute", muted: mute };
  }
  if (message.isToOthers || namesSomebodyElse(message.text)) return ignored("to-others");
  if (thread === undefined) return decideUnasked(message, room);
  // Whether to mute is asked of the others.
  if (isDoubtful) return ignored("no-question");
  // Alone in a message, the word can only be meant for the bot.
  if (mute !== undefined) return { type: "mute", muted: mute };
  if (thread.muted) return ignored("muted");
  if (!room.followUps) return ignored("follow-ups-off");
  if (!asksSomething(message.text)) return ignored("no-question");
  return { type: "question", as: "follow-up" };
}

/** Where the bot was not asked before: only a new question, and only where an admin wants that. */
function decideUnasked(
  { text, messageId, threadId, isInChat }: DecidableMessage,
  room: MessagePlace["room"],
): MessageMeaning {
  // A reply in a thread of others is theirs; in a chat, whatever is said comes after something else.
  const isNew = threadId === messageId || isInChat === true;
  if (!room.autoAnswer || !isNew) return ignored("not-addressed");
  return asksSomething(text) ? { type: "question", as: "auto-answer" } : ignored("no-question");
}

function asked({ text, hasFiles }: DecidableMessage, as: "direct" | "mention"): MessageMeaning {
  if (words(withoutPictures(text)).length === 0) {
    return { type: "hint", about: hasFiles === true ? "unread" : "empty" };
  }
  const about = smallTalk(text);
  return about === undefined ? { type: "question", as } : { type: "hint", about };
}

function ignored(because: IgnoredBecause): MessageMeaning {
  return { type: "ignored", because };
}

/** True for `mute`, false for `unmute`, undefined where something else is said. */
function muteWord(text: string): boolean | undefined {
  const said = words(text).filter((word) => word !== "please");
  if (said.length !== 1) return undefined;
  if (said[0] === "mute") return true;
  return said[0] === "unmute" ? false : undefined;
}

/** Words that a sentence may begin with before a comma, and that are no names. */
const NO_NAMES = new Set(
  words(`hi hello hey ok okay oh well thanks great cool sorry please actually also anyway alright
    hmm right sure yes yeah yep nope however finally first second third next lastly generally
    currently apparently basically meanwhile otherwise unfortunately additionally
    footnote bot assistant question hola hallo danke gracias merci bonjour good morning afternoon
    evening quick everyone all team folks today tomorrow yesterday`),
);

/** "Ben, can you look?": said to Ben, though nobody was mentioned. */
function namesSomebodyElse(text: string): boolean {
  const [, name] = /^\s*@?(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)\s*[,:]\s/u.exec(text) ?? [];
  if (name === undefined) return false;
  const stop = stopWords("en");
  return words(name).every((word) => !NO_NAMES.has(word) && !stop.has(word));
}
