import { asTyped } from "../../../administration/admin-command.ts";
import type { ChatEvent, RoomPlatform } from "../../../chat/chat-rooms.ts";
import { platformOf } from "../../../chat/platform-of.ts";
import type { ReplyRecord } from "../../../storage/storage.ts";
import type { RoomDeps } from "../accept-room-question.ts";
import { maySee } from "../answer-actions.ts";
import { aside } from "../places/aside.ts";

/**
 * Calls the room's expert, or its workspace's, into the thread, once for each answer; but nobody who
 * asked themselves, or presses the button themselves.
 */
export async function askExpert(
  { answerId, by }: Extract<ChatEvent, { type: "expert-asked" }>,
  deps: RoomDeps,
): Promise<void> {
  const { rooms } = deps.storage;
  const reply = await rooms.replies.get(answerId);
  // What is said would be left behind by an answer that is taken back.
  if (reply === undefined || !maySee(reply, by) || reply.withdrawnAt !== undefined) return;
  const platform = platformOf(reply.roomId, deps.platforms);
  const places = [await rooms.rooms.get(reply.roomId), await rooms.rooms.get(reply.workspaceId)];
  const named = places.flatMap((place) => place?.expert ?? []);
  const expert = named.find((one) => one !== by && one !== reply.askedBy);
  // In a conversation with the bot alone there is nobody whom an expert could answer.
  const isAlone = reply.roomKind === "direct" || reply.onlyTo !== undefined;
  if (expert === undefined || isAlone) {
    const advice =
      expert === undefined
        ? await describeNobody(named, by, reply, platform, deps)
        : `You can ask ${expert} directly.`;
    const place = aside(reply, by, platform);
    await platform.say(place, advice, adviceKey(place));
    return;
  }
  const { threadId } = reply;
  await rooms.experts.ask({ answerId, threadId, askedBy: by, expert }, deps.now());
  const sentence = `${by} asks for an expert: ${expert}, can you help here?`;
  await platform.say(reply, sentence, callKey(answerId));
}

/** How what was said on an expert is found again where an answer is, to be taken back with it. */
export function expertKeys(reply: Pick<ReplyRecord, "answerId" | "onlyTo">): string[] {
  return [callKey(reply.answerId), adviceKey(reply)];
}

function callKey(answerId: string): string {
  return `expert:${answerId}`;
}

function adviceKey({ answerId, onlyTo = "all" }: Pick<ReplyRecord, "answerId" | "onlyTo">): string {
  return `expert-advice:${answerId}:${onlyTo}`;
}

async function describeNobody(
  named: readonly string[],
  by: string,
  reply: ReplyRecord,
  platform: RoomPlatform,
  deps: RoomDeps,
): Promise<string> {
  const isDirect = reply.roomKind === "direct";
  const command = asTyped("channel expert <who>", reply, deps, isDirect ? "anywhere" : "room");
  const where = isDirect
    ? "in their own conversation with me"
    : `in this ${await platform.roomWord(reply.roomId)}, or in their own conversation with me for all places where none is named`;
  const how = `with ${command}, said ${where}.`;
  if (named.length === 0) {
    return `No expert is named for this place yet. An admin names one ${how}`;
  }
  const who = named.includes(by)
    ? `${by}, you are the only expert named for this place`
    : "The only expert named for this place asked this themselves";
  return `${who}, so there is nobody else to call. An admin names another ${how}`;
}
