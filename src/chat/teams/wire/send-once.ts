import type {
  ConversationAddress,
  OutgoingActivity,
  TeamsConnector,
} from "../connect/teams-connector.ts";
import { marked } from "./marked.ts";
import type { Pace } from "./pace.ts";
import { mayHaveArrived } from "./refusal.ts";
import { sendFitting } from "./send-fitting.ts";

/** The first, and one repeat. */
export const MOST_SENDS = 2;

/** What is kept of one message, in whatever place; one that several processes know is kept in one act. */
export interface SendNotes {
  /**
   * Noted before each try. How often it was sent before without anybody learning that it arrived;
   * undefined where it is there, or counts as such because it was sent `MOST_SENDS` times.
   */
  begin(): Promise<number | undefined>;
  /** It is there, as this activity where Teams said which. */
  arrived(id: string | undefined): Promise<void>;
  /** Nothing of the last try arrived. */
  refused(): Promise<void>;
}

export interface OnceSent {
  to: ConversationAddress;
  /** The largest first. */
  versions: readonly OutgoingActivity[];
  notes: SendNotes;
  signal?: AbortSignal;
}

export interface Sender {
  connector: Pick<TeamsConnector, "send">;
  pace: Pace;
}

/**
 * Sends a message that must not be sent over and over: Teams lets nobody look what arrived. One that
 * may have been lost goes once more, marked, and then counts as sent. False where nothing was left to
 * send. @throws ChatError
 */
export async function sendOnce(
  { to, versions, notes, signal }: OnceSent,
  { connector, pace }: Sender,
): Promise<boolean> {
  const send = async (activity: OutgoingActivity) => {
    const tried = await notes.begin();
    if (tried === undefined) return false;
    const id = await connector
      .send(to, tried > 0 ? marked(activity) : activity)
      .catch(async (error: unknown) => {
        if (!mayHaveArrived(error)) await notes.refused();
        throw error;
      });
    await notes.arrived(id);
    return true;
  };
  // Noted once its turn has come: whatever ends the process while it waits, nothing was sent.
  return sendFitting(versions, (activity) =>
    pace.run(to, () => send(activity), signal && { signal }),
  );
}
