import { type AdminReply, sentence } from "../../admin-reply.ts";
import { ChatError } from "../../chat-error.ts";
import type { ReplyMemory, RoomCommand } from "../../chat-rooms.ts";
import { type AddressDeps, addressOf, personalRoomOf } from "../address-of.ts";
import { sourceFormCard, TOO_LONG } from "../cards/forms/source-form-card.ts";
import { plain } from "../cards/plain-text.ts";
import { renderReply } from "../cards/render-reply.ts";
import type { ConversationAddress, OutgoingActivity } from "../connect/teams-connector.ts";
import { isOutOfReach, noCommandsHere } from "../wire/out-of-reach.ts";
import { sendOnce } from "../wire/send-once.ts";
import type { CommandDeps } from "./command-deps.ts";
import { commandNotes } from "./command-notes.ts";

const MOST_SUMMARY = 200;
const ANSWERED_ALONE = "I answered in our own chat, where nobody else reads it.";

/**
 * `RoomPlatform.answerCommand`: in the person's own chat with the bot, for nobody else reads it. The
 * thread in which a command was given only learns that it was answered.
 */
export async function answerCommand(
  command: RoomCommand,
  reply: AdminReply,
  memory: ReplyMemory | undefined,
  deps: CommandDeps,
): Promise<void> {
  const activity = await activityOf(command, reply, deps);
  try {
    const to = await ownChat(command, deps);
    if (memory === undefined) await sendTo(to, activity, deps);
    else if (!(await sendNoted(to, activity, memory, deps))) return;
  } catch (error) {
    if (command.isDirect || !isOutOfReach(error)) throw error;
    // What only says that something takes long is followed by more.
    if (memory === undefined) return;
    const to = await threadOf(command, deps);
    const sentence = await noCommandsHere(command.by, deps);
    await sendNoted(to, sentenceOf(sentence), memory, deps);
    return;
  }
  // A button is pressed in no thread.
  if (command.isDirect || command.answerTo === undefined || memory === undefined) return;
  try {
    await sendTo(await threadOf(command, deps), sentenceOf(ANSWERED_ALONE), deps);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    const { roomId } = command;
    deps.logger.warn({ error, roomId }, "A thread was not told that a command is answered");
  }
}

/** Forms are shown in messages, so that one may be asked for anywhere and opened later. */
async function activityOf(
  { by, isDirect, roomId }: RoomCommand,
  reply: AdminReply,
  { adminForms }: CommandDeps,
): Promise<OutgoingActivity> {
  const { form: wish } = reply;
  const found = wish === undefined ? undefined : await adminForms.find(by, wish);
  const form = found?.type === "form" ? found.form : undefined;
  const card = form && sourceFormCard(form);
  if (form !== undefined && card !== undefined) {
    return { type: "message", summary: plain(form.title, MOST_SUMMARY), attachments: [card] };
  }
  const said = form === undefined ? reply : sentence(TOO_LONG);
  return { type: "message", ...renderReply(said, isDirect ? undefined : roomId) };
}

/** Where only the one who gave a command reads. @throws ChatError where they have no chat with the bot */
export async function ownChat(
  { by, roomId, isDirect }: RoomCommand,
  deps: AddressDeps,
): Promise<ConversationAddress> {
  return addressOf({ roomId: isDirect ? roomId : await personalRoomOf(by, deps) }, deps);
}

/** `answerTo` is the thread in which a command was given. */
function threadOf({ roomId, answerTo }: RoomCommand, deps: AddressDeps) {
  return addressOf({ roomId, threadId: answerTo }, deps);
}

function sendTo(
  to: ConversationAddress,
  activity: OutgoingActivity,
  { pace, connector }: CommandDeps,
): Promise<string | undefined> {
  return pace.run(to, () => connector.send(to, activity));
}

/** False where it was settled before. */
function sendNoted(
  to: ConversationAddress,
  activity: OutgoingActivity,
  memory: ReplyMemory,
  deps: CommandDeps,
): Promise<boolean> {
  return sendOnce({ to, versions: [activity], notes: commandNotes(memory) }, deps);
}

function sentenceOf(text: string): OutgoingActivity {
  return { type: "message", text };
}
