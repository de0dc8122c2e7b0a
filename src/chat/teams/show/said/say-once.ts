import type { ConversationAddress, OutgoingActivity } from "../../connect/teams-connector.ts";
import { marked } from "../../wire/marked.ts";
import { mayHaveArrived } from "../../wire/refusal.ts";
import { sendFitting } from "../../wire/send-fitting.ts";
import type { ShowDeps } from "../show-deps.ts";

/** The first, and one repeat. */
const MOST_SENDS = 2;

/** A message that is said once, in whatever process. */
export interface OnceSaid {
  key: string;
  roomId: string;
  to: ConversationAddress;
  /** The largest first. */
  versions: OutgoingActivity[];
}

/**
 * Says what nobody has said with this key. Teams lets nobody look: what may be there already is said
 * once more, marked, and never a third time. @throws ChatError
 */
export async function sayOnce(
  { key, roomId, to, versions }: OnceSaid,
  { connector, storage, pace }: Pick<ShowDeps, "connector" | "storage" | "pace">,
): Promise<void> {
  const before = await storage.said.claim(key, roomId, MOST_SENDS);
  if (before === undefined) return;
  try {
    const id = await sendFitting(before > 0 ? versions.map(marked) : versions, (activity) =>
      pace.run(to, () => connector.send(to, activity)),
    );
    await storage.said.note(key, id);
  } catch (error) {
    if (!mayHaveArrived(error)) await storage.said.release(key);
    throw error;
  }
}

/** Runs what is asked for with one key once at a time. */
export function oneAtATime(): (key: string, run: () => Promise<void>) => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  return async (key, run) => {
    const before = underWay.get(key);
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(run);
    underWay.set(key, mine);
    try {
      await mine;
    } finally {
      if (underWay.get(key) === mine) underWay.delete(key);
    }
  };
}
