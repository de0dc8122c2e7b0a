import { expect, test } from "vitest";
import {
  type DecidableMessage,
  decideMessage,
  type MessageMeaning,
  type MessagePlace,
} from "../../../src/conversation/rooms/decide-message.ts";
import { newRoom } from "../../../src/storage/ports/room-storage.ts";

const HOW_TO_MUTE: MessageMeaning = { type: "hint", about: "how-to-mute" };
const ROOM = newRoom("slack:T1:C1");
const LISTENING: MessagePlace = { thread: { muted: false }, room: ROOM };
const MUTED: MessagePlace = { thread: { muted: true }, room: ROOM };
const UNKNOWN: MessagePlace = { thread: undefined, room: ROOM };
const AUTO: MessagePlace = { thread: undefined, room: { ...ROOM, autoAnswer: true } };
const NO_FOLLOW_UPS: MessagePlace = {
  thread: { muted: false },
  room: { ...ROOM, followUps: false },
};
const CLOSED: MessagePlace = { thread: { muted: false }, room: { ...ROOM, closedAt: 5 } };
const CLOSED_BEFORE: MessagePlace = { thread: undefined, room: { ...ROOM, closedAt: 4 } };

/** Without more, something said in a thread of an open room. */
function said(text: string, change: Partial<DecidableMessage> = {}): DecidableMessage {
  return {
    text,
    messageId: "m2",
    threadId: "m1",
    roomKind: "open",
    mentionsBot: false,
    isToOthers: false,
    sentAt: 5,
    ...change,
  };
}
const direct = (text: string) => said(text, { roomKind: "direct", threadId: "m2" });
const mention = (text: string) => said(text, { mentionsBot: true });
const first = (text: string) => said(text, { threadId: "m2" });
const question = (as: Extract<MessageMeaning, { type: "question" }>["as"]) =>
  ({ type: "question", as }) as const;
const hint = (about: Extract<MessageMeaning, { type: "hint" }>["about"]) =>
  ({ type: "hint", about }) as const;
const ignored = (because: Extract<MessageMeaning, { type: "ignored" }>["because"]) =>
  ({ type: "ignored", because }) as const;

test.each<[string, DecidableMessage, MessagePlace, MessageMeaning]>([
  ["a direct question", direct("When is payday?"), UNKNOWN, question("direct")],
  ["a direct remark", direct("annual leave"), UNKNOWN, question("direct")],
  ["nothing, directly", direct("  🙂 "), UNKNOWN, { type: "hint", about: "empty" }],
  ["mute, directly", direct("mute"), UNKNOWN, { type: "hint", about: "mute" }],
  ["a mention", mention("annual leave"), UNKNOWN, question("mention")],
  ["a mention without words", mention(" ?? "), UNKNOWN, { type: "hint", about: "empty" }],
  [
    "a picture alone",
    { ...mention(" "), hasFiles: true },
    UNKNOWN,
    { type: "hint", about: "unread" },
  ],
  [
    "a question with a picture",
    { ...mention("What is this?"), hasFiles: true },
    UNKNOWN,
    question("mention"),
  ],
  ["a mention in a muted thread", mention("When is payday?"), MUTED, question("mention")],
  ["a mention where follow-ups are off", mention("payday"), NO_FOLLOW_UPS, question("mention")],
  [
    "a mention beside somebody else",
    { ...mention("payday?"), isToOthers: true },
    UNKNOWN,
    question("mention"),
  ],
  ["a mention before it was closed", mention("When is payday?"), CLOSED, question("mention")],
  ["muting before it was closed", mention("mute"), CLOSED, ignored("room-closed")],
  ["a greeting", direct("Hello!"), UNKNOWN, { type: "hint", about: "greeting" }],
  ["a greeting by name", mention("Buenos días"), UNKNOWN, { type: "hint", about: "greeting" }],
  ["thanks", direct("Vielen Dank :+1::skin-tone-2:"), UNKNOWN, { type: "hint", about: "thanks" }],
  ["a nod", direct("ok"), UNKNOWN, { type: "hint", about: "nod" }],
  ["a greeting with the name", direct("Hello Footnote!"), UNKNOWN, hint("greeting")],
  ["two kind phrases", direct("Hi, thanks"), UNKNOWN, hint("thanks")],
  ["how it is", direct("Hi! How are you?"), UNKNOWN, hint("greeting")],
  ["how it is, in German", direct("Hallo, wie geht's?"), UNKNOWN, hint("greeting")],
  ["thanks that say more", direct("thanks, that helps"), UNKNOWN, hint("thanks")],
  ["thanks to it", mention("Hi Footnote, thank you very much"), UNKNOWN, hint("thanks")],
  ["help", direct("help"), UNKNOWN, hint("help")],
  ["help, in French", direct("Bonjour, aide s'il vous plaît"), UNKNOWN, hint("help")],
  ["what it is for", direct("What can you do?"), UNKNOWN, hint("help")],
  ["what it is for, in Spanish", direct("Hola, ¿qué puedes hacer?"), UNKNOWN, hint("help")],
  ["stop", direct("Stop please"), UNKNOWN, hint("nod")],
  [
    "a greeting before a question",
    direct("hello, how many days of leave?"),
    UNKNOWN,
    question("direct"),
  ],
  ["help with something", direct("help me with my leave"), UNKNOWN, question("direct")],
  ["how something else is", mention("hi, how are you insured?"), UNKNOWN, question("mention")],
  ["what somebody else can do", direct("What can you do on leave?"), UNKNOWN, question("direct")],
  ["stopping something", direct("stop my subscription"), UNKNOWN, question("direct")],
  ["its name alone", direct("Footnote"), UNKNOWN, question("direct")],
  ["a picture", direct(":tada: "), UNKNOWN, { type: "hint", about: "empty" }],
  ["thanks before a question", direct("Thanks, and for contractors"), UNKNOWN, question("direct")],
  ["a word with a question mark", direct("Perfect?"), UNKNOWN, question("direct")],
  ["whether to mute, to the bot", mention("mute?"), LISTENING, HOW_TO_MUTE],
  ["whether to mute, to the others", said("mute?"), LISTENING, ignored("no-question")],
  ["a mention after it was closed", mention("payday"), CLOSED_BEFORE, question("mention")],
  ["muting", mention("mute"), LISTENING, { type: "mute", muted: true }],
  ["muting politely", mention("Please mute!"), LISTENING, { type: "mute", muted: true }],
  ["muting without a mention", said("mute"), LISTENING, { type: "mute", muted: true }],
  ["unmuting", mention("unmute"), MUTED, { type: "mute", muted: false }],
  ["unmuting without a mention", said("Unmute"), MUTED, { type: "mute", muted: false }],
  ["the word where the bot is not", said("mute"), UNKNOWN, ignored("not-addressed")],
  ["a question about muting", mention("How do I mute a channel?"), UNKNOWN, question("mention")],
  ["a follow-up", said("And for contractors?"), LISTENING, question("follow-up")],
  ["a follow-up while muted", said("And for contractors?"), MUTED, ignored("muted")],
  ["a follow-up where they are off", said("Since when?"), NO_FOLLOW_UPS, ignored("follow-ups-off")],
  ["a follow-up elsewhere", said("And for contractors?"), UNKNOWN, ignored("not-addressed")],
  ["a remark", said("Thanks, that helps."), LISTENING, ignored("no-question")],
  [
    "to somebody mentioned",
    { ...said("what do you think?"), isToOthers: true },
    LISTENING,
    ignored("to-others"),
  ],
  ["to somebody by name", said("Ben, what do you think?"), LISTENING, ignored("to-others")],
  ["to somebody by both names", said("Ben Okri: is that so?"), LISTENING, ignored("to-others")],
  ["to the bot by name", said("Footnote, and for contractors?"), LISTENING, question("follow-up")],
  ["an opening that is no name", said("Also, what about Spain?"), LISTENING, question("follow-up")],
  ["a question nobody put to the bot", first("When is payday?"), UNKNOWN, ignored("not-addressed")],
  ["the same where it answers all", first("When is payday?"), AUTO, question("auto-answer")],
  ["a remark where it answers all", first("Payday is near."), AUTO, ignored("no-question")],
  [
    "the same after other words of a chat",
    said("When is payday?", { isInChat: true }),
    AUTO,
    question("auto-answer"),
  ],
  ["people's thread where it answers all", said("When is payday?"), AUTO, ignored("not-addressed")],
])("%s", (_, message, place, meaning) => {
  expect(decideMessage(message, place)).toEqual(meaning);
});
