import { ChatError } from "../../../chat-error.ts";
import type { ReplyPlace, RoomPlatform } from "../../../chat-rooms.ts";
import { addressOf, personalRoomOf } from "../../address-of.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { refusalOf } from "../../connect/to-chat-error.ts";
import { unlessGone } from "../../wire/refusal.ts";
import { sayable } from "../render/sayable.ts";
import type { ShowDeps } from "../show-deps.ts";
import { describePlace } from "./describe-place.ts";
import { oneAtATime, sayOnce } from "./say-once.ts";

export type Say = Pick<RoomPlatform, "say" | "unsay">;

/** `RoomPlatform.say` and `unsay`. What one person alone is told goes to their own chat. */
export function createSay(
  deps: ShowDeps,
  linkTo: (messageId: string, threadId?: string) => Promise<string | undefined>,
): Say {
  const once = oneAtATime();

  async function sayInThread(place: ReplyPlace, sentence: string, key: string): Promise<void> {
    const { roomId, threadId } = place;
    const to = await addressOf({ roomId, threadId }, deps);
    await sayOnce({ key, roomId, to, versions: [await toMessage(sentence, deps)] }, deps);
  }

  async function sayAlone(place: ReplyPlace, sentence: string, key: string): Promise<void> {
    const { onlyTo = "" } = place;
    const roomId = await personalRoomOf(onlyTo, deps);
    const to = await addressOf({ roomId }, deps);
    const { text, ...message } = await toMessage(sentence, deps);
    const about = `About ${await describePlace(place, deps, linkTo)}: `;
    await sayOnce({ key, roomId, to, versions: [{ ...message, text: about + text }] }, deps);
  }

  return {
    say: (place, sentence, key) =>
      once(key, async () => {
        const { onlyTo, roomKind } = place;
        if (onlyTo === undefined || roomKind === "direct") {
          return sayInThread(place, sentence, key);
        }
        try {
          await sayAlone(place, sentence, key);
        } catch (error) {
          if (!isOutOfReach(error)) throw error;
          await sayInThread(place, openFirst(onlyTo), key);
        }
      }),
    unsay: (place, keys) => unsay(place, keys, deps),
  };
}

async function unsay(
  { threadId }: Pick<ReplyPlace, "threadId">,
  keys: readonly string[],
  { storage, connector, pace }: ShowDeps,
): Promise<void> {
  for (const { key, roomId, activityId } of await storage.said.find(keys)) {
    if (activityId !== undefined) {
      const to = await addressOf({ roomId, threadId }, { storage });
      await unlessGone(pace.run(to, () => connector.remove(to, activityId)));
    }
    await storage.said.remove([key]);
  }
}

/** Whether somebody cannot be written to alone: the app is not theirs, or they do not want it. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof ChatError)) return false;
  const isRefused = error.code === "not-allowed" || error.code === "unknown-room";
  return isRefused && [undefined, 403, 404].includes(refusalOf(error)?.status);
}

/** Said where others read it: nothing of what they were to be told alone. */
export function openFirst(person: string): string {
  return `${person}, I can tell you this only in your own chat with me. Please open a chat with Footnote, and then ask again.`;
}

/** A sentence as a message, with whom it mentions. */
export async function toMessage(
  sentence: string,
  { people }: Pick<ShowDeps, "people">,
): Promise<OutgoingActivity & { text: string }> {
  const { text, entities } = await sayable(sentence, people);
  const mentions = entities.length === 0 ? {} : { entities };
  return { type: "message", text: text || "–", textFormat: "markdown", ...mentions };
}
