import { setTimeout as sleep } from "node:timers/promises";
import { isLocked } from "./translate-sqlite-error.ts";

const PATIENCE_MS = 15_000;

/**
 * Runs `act` again while another process holds the lock. SQLite's own wait would stop this whole
 * process, web pages included, so it is kept short (`BUSY_TIMEOUT_MS`) and the rest is waited here.
 */
export async function retryWhileLocked<T>(act: () => T, mayRetry = () => true): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (!isLocked(error) || !mayRetry() || Date.now() > deadline) throw error;
      // At random, so that two processes do not keep missing the same gap.
      await sleep(1 + Math.random() * 20);
    }
  }
}
