import type { OutgoingActivity } from "../connect/teams-connector.ts";
import { isAboutContents } from "./refusal.ts";

/** As JSON: Teams takes 28 kB, and an envelope is put around it. */
const MOST_BYTES = 26_000;

/**
 * Sends the first of several versions of a message that Teams takes, the largest first; the last one
 * is sent whatever its size. @throws ChatError
 */
export async function sendFitting<T>(
  versions: readonly OutgoingActivity[],
  send: (activity: OutgoingActivity) => Promise<T>,
): Promise<T> {
  const last = versions.length - 1;
  for (const [i, version] of versions.entries()) {
    if (i < last && bytesOf(version) > MOST_BYTES) continue;
    try {
      return await send(version);
    } catch (error) {
      if (i === last || !isAboutContents(error)) throw error;
    }
  }
  throw new Error("A message has at least one version.");
}

function bytesOf(activity: OutgoingActivity): number {
  return Buffer.byteLength(JSON.stringify(activity));
}
