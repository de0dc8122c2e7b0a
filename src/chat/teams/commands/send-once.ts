import type { ReplyMemory } from "../../chat-rooms.ts";
import type { ConversationAddress, OutgoingActivity } from "../connect/teams-connector.ts";
import { marked } from "../wire/marked.ts";
import { mayHaveArrived } from "../wire/refusal.ts";
import type { CommandDeps } from "./command-deps.ts";

/** What is remembered of one message: it is on its way, for the second time, or there. */
const SENDING = "sending";
const REPEATING = "repeating";
const SENT = /^sent (\S*)$/;

/** The id of the message that a memory knows of; empty where Teams gave none. */
export function sentActivity(state: string | undefined): string | undefined {
  return SENT.exec(state ?? "")?.[1];
}

/**
 * Sends a message that must not be sent over and over: Teams does not tell what arrived. One that may
 * have been lost goes once more, marked as such, and then counts as sent. False where it was settled
 * before. @throws ChatError
 */
export async function sendOnce(
  activity: OutgoingActivity,
  memory: ReplyMemory,
  to: ConversationAddress,
  { pace, connector }: Pick<CommandDeps, "pace" | "connector">,
): Promise<boolean> {
  const before = memory.state;
  if (before === REPEATING || sentActivity(before) !== undefined) return false;
  const isRepeated = before === SENDING;
  try {
    const id = await pace.run(to, async () => {
      // Once its turn has come: whatever ends the process while it waits, nothing was sent.
      await memory.save(isRepeated ? REPEATING : SENDING);
      return connector.send(to, isRepeated ? marked(activity) : activity);
    });
    await memory.save(`sent ${id ?? ""}`);
  } catch (error) {
    // What did not arrive is no try, so that the next try is not another one.
    if (!mayHaveArrived(error)) await memory.save(before ?? "");
    throw error;
  }
  return true;
}
