import { setTimeout as sleep } from "node:timers/promises";
import { ChatError } from "./chat-error.ts";

/** How long a platform is waited for: one room that is slow must not hold up the others. */
export const PATIENCE_MS = 10_000;

/** @throws ChatError `unavailable` when the platform does not answer in time */
export async function withPatience<T>(ask: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const done = new AbortController();
  const late = sleep(patienceMs, undefined, { signal: done.signal, ref: false }).then(
    () => {
      throw new ChatError("unavailable", "The chat platform took too long to answer.");
    },
    // Ended because the platform was in time.
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([ask(), late]);
  } finally {
    done.abort();
  }
}
