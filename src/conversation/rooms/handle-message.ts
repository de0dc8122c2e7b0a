import { ChatError } from "../../chat/chat-error.ts";
import type { EarlierMessage, RoomMessage } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { withPatience } from "../../chat/with-patience.ts";
import { newRoom } from "../../storage/ports/room-storage.ts";
import type { AnswerRecord } from "../../storage/storage.ts";
import { words } from "../../text/tokenize.ts";
import { acceptRoomQuestion, placeOf, type RoomDeps } from "./accept-room-question.ts";
import { askingId, askingsIn } from "./changing/asking.ts";
import { decideMessage, type MessageMeaning } from "./decide-message.ts";
import { keepExpertAnswer } from "./expert/keep-expert-answer.ts";
import { aside } from "./places/aside.ts";

/** Messages of a thread that are asked for, and how much of each is kept as context. */
const EARLIER_MESSAGES = 30;
const MAX_CONTEXT = 8;
const MAX_CHARACTERS = 1_000;

const SAID = {
  empty: "Ask me something, for example: how many days of leave do I get?",
  unread: "I read no pictures or other files: please ask in words.",
  mute: "Here I answer each message; muting works where several people talk.",
  "how-to-mute": "Write mute, and I keep out of this thread; unmute, and I am back.",
  greeting: "Hello! Ask me something, for example: how many days of leave do I get?",
  thanks: "You are welcome.",
  nod: "I am here when you have a question.",
  help: "I answer questions from the company's documents and say where each answer stands. Ask me something, for example: how many days of leave do I get?",
  muted: "I keep out of this thread now. Mention me, or write unmute, and I am back.",
  unmuted: "I am back in this thread, and answer questions here without being mentioned.",
} as const;

/** Does what a message asks for: nothing, a word, or a question that is kept and answered. */
export async function handleMessage(message: RoomMessage, deps: RoomDeps): Promise<void> {
  const { rooms } = deps.storage;
  if (await rooms.deletedMessages.has(message.messageId)) return;
  const workspace = await rooms.rooms.get(message.workspaceId);
  // What was said before Footnote was uninstalled went with all else.
  if ((workspace?.closedAt ?? 0) >= message.sentAt) return;
  const asked = askingsIn(await rooms.replies.ofMessage(message.messageId));
  // A later version of it came before.
  if (asked.some(({ saidAt }) => saidAt > (message.editedAt ?? message.sentAt))) return;
  const meaning = await meaningOf(message, deps);
  if (meaning.type !== "question") await rooms.threads.noteTalk(message.threadId, message.sentAt);
  if (meaning.type === "question") await acceptMessage(message, meaning, deps);
  else if (meaning.type === "hint") await say(message, SAID[meaning.about], meaning.about, deps);
  else if (meaning.type === "mute") await mute(message, meaning.muted, deps);
  else await keepExpertAnswer(message, deps);
}

/** Asked of an edited question, its own thread is not there yet: what it means hangs on itself. */
export async function meaningOf(
  message: RoomMessage,
  { storage }: RoomDeps,
  isEdited = false,
): Promise<MessageMeaning> {
  const { rooms, threads } = storage.rooms;
  const isOwn = isEdited && message.threadId === message.messageId;
  const thread = isOwn ? undefined : await threads.get(message.threadId);
  const room = (await rooms.get(message.roomId)) ?? newRoom(message.roomId);
  return decideMessage(message, { thread, room });
}

async function acceptMessage(
  message: RoomMessage,
  { as }: Extract<MessageMeaning, { type: "question" }>,
  deps: RoomDeps,
): Promise<void> {
  const { messageId, threadId, workspaceId, roomId } = message;
  const unasked = as === "auto-answer";
  if (as === "mention") {
    await deps.storage.rooms.threads.save({ threadId, workspaceId, roomId, muted: false });
  }
  // Alone with the bot, all that was said is kept as questions.
  const isAmongPeople = as !== "direct" && threadId !== messageId;
  const context = isAmongPeople ? await contextOf(message, deps) : [];
  await acceptRoomQuestion(
    {
      id: askingId(message),
      text: message.text.trim(),
      place: placeOf(message),
      saidAt: message.editedAt ?? message.sentAt,
      context: context?.map(({ text }) => text) ?? [],
      contextBy: context?.map(({ person }) => person) ?? [],
      unasked,
    },
    deps,
  );
  if (context !== undefined) await deps.storage.rooms.threads.noteRead(threadId, message.sentAt);
}

type Line = Pick<EarlierMessage, "text" | "person">;

/**
 * What people said since the bot did last. Its own turns are not taken from the platform: they are
 * kept with their sources, and read as far as everybody who sees the reply may see those. The
 * platform is not asked where nothing but questions was said since the last time; undefined where it
 * could not be.
 */
async function contextOf(message: RoomMessage, deps: RoomDeps): Promise<Line[] | undefined> {
  const { threadId, sentAt } = message;
  const platform = platformOf(message.roomId, deps.platforms);
  const { threads } = deps.storage.rooms;
  if (await threads.isRead(threadId, sentAt, platform.listeningSince())) return [];
  try {
    const said = await withPatience(() => platform.earlierIn(message, EARLIER_MESSAGES));
    const since = said.slice(said.findLastIndex(({ by }) => by === "bot") + 1);
    const waiting = await deps.storage.answers.listThread(message.threadId);
    const asked = new Set(waiting.map(({ question }) => normalized(question)));
    return since
      .map(({ text, person }) => ({ text: text.slice(0, MAX_CHARACTERS).trim(), person }))
      .filter(({ text }) => text !== "" && !asked.has(normalized(text)))
      .slice(-MAX_CONTEXT);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    // The question can be answered without; who asked will see what was searched for.
    deps.logger.warn({ error, roomId: message.roomId }, "A thread's messages could not be read");
    return undefined;
  }
}

/** Keeps out of a thread, or comes back into it, and tells who asked for that. */
export async function mute(message: RoomMessage, muted: boolean, deps: RoomDeps): Promise<void> {
  const { threadId, workspaceId, roomId } = message;
  await deps.storage.rooms.threads.save({ threadId, workspaceId, roomId, muted });
  await say(message, muted ? SAID.muted : SAID.unmuted, muted ? "muted" : "unmuted", deps);
}

/** Says a sentence to the one who wrote a message. */
export async function say(
  message: RoomMessage,
  sentence: string,
  about: string,
  deps: RoomDeps,
): Promise<void> {
  const platform = platformOf(message.roomId, deps.platforms);
  const place = aside(placeOf(message), message.askedBy, platform);
  await platform.say(place, sentence, `${about}:${message.messageId}`);
}

/** Whether two texts ask the same, but for case, spaces and punctuation. */
export function isSameText(record: Pick<AnswerRecord, "question">, text: string): boolean {
  return normalized(record.question) === normalized(text);
}

function normalized(text: string): string {
  return words(text).join(" ");
}
