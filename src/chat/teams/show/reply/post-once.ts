import type { ReplyMemory } from "../../../chat-rooms.ts";
import { MOST_SENDS, type SendNotes, sendOnce } from "../../wire/send-once.ts";
import type { RenderedAnswer } from "../render/render-answer.ts";
import type { ReplyContext } from "./reply.ts";
import { changePosting, readPosting, saveState } from "./reply-state.ts";

type PostContext = Pick<ReplyContext, "to" | "memory" | "signal" | "deps">;

/** Posts what is not there yet of a reply, each of its messages once, and then it is done. @throws ChatError */
export async function postOnce(
  { to, memory, signal, deps }: PostContext,
  { text, card }: RenderedAnswer,
): Promise<void> {
  const left = [text, card].slice(readPosting(memory).parts);
  for (const versions of left.filter(({ length }) => length > 0)) {
    await sendOnce({ to, versions, notes: nextPart(memory), signal }, deps);
  }
  const { ids, roomId } = readPosting(memory);
  await saveState(memory, { ids, roomId, isDone: true });
}

/** The state of a reply, as what is kept of the first of its messages that is not there yet. */
function nextPart(memory: ReplyMemory): SendNotes {
  return {
    async begin() {
      const { parts, unsure } = readPosting(memory);
      if (unsure >= MOST_SENDS) {
        await changePosting(memory, { parts: parts + 1, unsure: 0 });
        return undefined;
      }
      await changePosting(memory, { unsure: unsure + 1 });
      return unsure;
    },
    async arrived(id) {
      const { parts, ids } = readPosting(memory);
      const all = id === undefined ? ids : [...ids, id];
      await changePosting(memory, { ids: all, parts: parts + 1, unsure: 0 });
    },
    refused: () => changePosting(memory, { unsure: readPosting(memory).unsure - 1 }),
  };
}
