import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { marked } from "../../wire/marked.ts";
import { mayHaveArrived } from "../../wire/refusal.ts";
import { sendFitting } from "../../wire/send-fitting.ts";
import type { RenderedAnswer } from "../render/render-answer.ts";
import type { ReplyContext } from "./reply.ts";
import { changeState, readState } from "./reply-state.ts";

type PostContext = Pick<ReplyContext, "to" | "memory" | "signal" | "deps">;

/** The first, and one repeat. */
const MOST_SENDS = 2;

/**
 * Posts what is not there yet of a reply, and notes that it is. Teams lets nobody look: a message that
 * may be there already is sent once more, marked, and then counts as shown. @throws ChatError
 */
export async function postOnce(
  context: PostContext,
  { text, card }: RenderedAnswer,
): Promise<void> {
  const parts = [text, card];
  for (let part = readState(context.memory).parts; part < parts.length; part += 1) {
    const versions = parts[part] ?? [];
    await postPart(context, versions, part + 1);
  }
  await changeState(context.memory, { isDone: true });
}

async function postPart(
  { to, memory, signal, deps }: PostContext,
  versions: readonly OutgoingActivity[],
  parts: number,
): Promise<void> {
  const { unsure, ids } = readState(memory);
  if (versions.length === 0) return;
  if (unsure >= MOST_SENDS) return changeState(memory, { parts, unsure: 0 });
  const send = (activity: OutgoingActivity) =>
    deps.pace.run(
      to,
      async () => {
        // Once its turn has come: whatever ends the process while it waits, nothing was sent.
        await changeState(memory, { unsure: unsure + 1 });
        return deps.connector.send(to, activity);
      },
      { signal },
    );
  try {
    const id = await sendFitting(unsure > 0 ? versions.map(marked) : versions, send);
    const all = id === undefined ? ids : [...ids, id];
    await changeState(memory, { ids: all, parts, unsure: 0 });
  } catch (error) {
    if (!mayHaveArrived(error)) await changeState(memory, { unsure });
    throw error;
  }
}
