import type { ShownAnswer } from "../../../chat-platform.ts";
import { addressOf, personalRoomOf } from "../../address-of.ts";
import { isOutOfReach, openFirst } from "../../wire/out-of-reach.ts";
import type { LinkTo } from "../link-to.ts";
import { kindWord, privateIntro } from "../render/place-words.ts";
import { describePlace } from "../said/describe-place.ts";
import { toMessage } from "../said/to-message.ts";
import { messageReply } from "./message-reply.ts";
import { postOnce } from "./post-once.ts";
import { type AskedReply, type Reply, renderFor, WAITING } from "./reply.ts";
import { changePosting } from "./reply-state.ts";

/** For one person of a room, in their own chat; where there is none, the thread says so. */
export async function privateReply(
  person: string,
  asked: AskedReply,
  linkTo: LinkTo,
): Promise<Reply> {
  const { place, memory, deps } = asked;
  async function refer(): Promise<void> {
    const to = await addressOf(place, deps);
    const text = [await toMessage(`${person}, ${await openFirst(person, deps)}`, deps)];
    await changePosting(memory, { roomId: undefined });
    await postOnce({ ...asked, to }, { text, card: [] });
  }
  const roomId = await ownRoom(person, asked);
  if (roomId === undefined) return { ...WAITING, finish: refer };
  const to = await addressOf({ roomId }, deps);
  const where = await describePlace(place, deps, linkTo);
  const room = await deps.storage.conversations.get(place.roomId);
  await changePosting(memory, { roomId });
  const render = (answer: ShownAnswer) => {
    const intro = privateIntro(where, answer.searchedFor);
    const kind = kindWord(room ?? { kind: "group" });
    return renderFor(asked, { to: "person", intro, place: kind })(answer);
  };
  const message = messageReply({ ...asked, to, render });
  return {
    ...message,
    async finish(answer) {
      try {
        await message.finish(answer);
      } catch (error) {
        // They blocked the bot, or removed it.
        if (!isOutOfReach(error)) throw error;
        await refer();
      }
    },
  };
}

/** Undefined where they cannot be written to alone. */
async function ownRoom(person: string, { deps }: AskedReply): Promise<string | undefined> {
  try {
    return await personalRoomOf(person, deps);
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    return undefined;
  }
}
