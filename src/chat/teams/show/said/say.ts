import type { ReplyPlace, RoomPlatform } from "../../../chat-rooms.ts";
import { addressOf, personalRoomOf } from "../../address-of.ts";
import { isOutOfReach, openFirst } from "../../wire/out-of-reach.ts";
import { unlessGone } from "../../wire/refusal.ts";
import type { LinkTo } from "../link-to.ts";
import type { ShowDeps } from "../show-deps.ts";
import { describePlace } from "./describe-place.ts";
import { sayOnce } from "./say-once.ts";
import { toMessage } from "./to-message.ts";

export type Say = Pick<RoomPlatform, "say" | "unsay">;

/** `RoomPlatform.say` and `unsay`. What one person alone is told goes to their own chat. */
export function createSay(deps: ShowDeps, linkTo: LinkTo): Say {
  async function sayInThread(place: ReplyPlace, sentence: string, key: string): Promise<void> {
    const { roomId, threadId } = place;
    const message = await toMessage(sentence, deps);
    await sayOnce({ key, roomId, threadId, message }, deps);
  }

  async function sayAlone(person: string, place: ReplyPlace, sentence: string, key: string) {
    const roomId = await personalRoomOf(person, deps);
    const { text, ...message } = await toMessage(sentence, deps);
    const about = `About ${await describePlace(place, deps, linkTo)}: `;
    await sayOnce({ key, roomId, message: { ...message, text: about + text } }, deps);
  }

  return {
    async say(place, sentence, key) {
      const { onlyTo, roomKind } = place;
      if (onlyTo === undefined || roomKind === "direct") return sayInThread(place, sentence, key);
      try {
        await sayAlone(onlyTo, place, sentence, key);
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
        await sayInThread(place, `${onlyTo}, ${await openFirst(onlyTo, deps)}`, key);
      }
    },
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
