import { ChatError } from "./chat-error.ts";

/** How long a platform is waited for: one room that is slow must not hold up the others. */
export const PATIENCE_MS = 10_000;

/** @throws ChatError `unavailable` when the platform does not answer in time */
export async function withPatience<T>(ask: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => {
      reject(new ChatError("unavailable", "The chat platform took too long to answer."));
    };
    timer = setTimeout(giveUp, patienceMs).unref();
  });
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
