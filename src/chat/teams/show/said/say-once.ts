import { addressOf } from "../../address-of.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { MOST_SENDS, type SendNotes, sendOnce } from "../../wire/send-once.ts";
import type { ShowDeps } from "../show-deps.ts";

export interface Said {
  key: string;
  roomId: string;
  threadId?: string | undefined;
  message: OutgoingActivity;
}

/** Says what nobody has said with this key, in whatever process. @throws ChatError */
export async function sayOnce(
  { key, roomId, threadId, message }: Said,
  deps: Pick<ShowDeps, "connector" | "storage" | "pace">,
): Promise<void> {
  const { said } = deps.storage;
  const notes: SendNotes = {
    begin: () => said.claim(key, roomId, MOST_SENDS),
    arrived: (id) => said.note(key, id),
    refused: () => said.release(key),
  };
  const to = await addressOf({ roomId, threadId }, deps);
  await sendOnce({ to, versions: [message], notes }, deps);
}
