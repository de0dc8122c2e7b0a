import { setTimeout as sleep } from "node:timers/promises";
import type { Audience } from "../../access/audience.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import type { ReplyPlace, RoomPlatform } from "../../chat/chat-rooms.ts";
import { PATIENCE_MS, withPatience } from "../../chat/with-patience.ts";

export interface Patience {
  tries: number;
  /** Of each try. */
  patienceMs: number;
}

const PATIENT: Patience = { tries: 3, patienceMs: PATIENCE_MS };
const PAUSE_MS = 250;
/** Platforms count by the minute; a process that takes over does not know what is left. */
const LIMITED_MS = 75_000;
const LIMITED_PAUSE_MS = 2_000;

/** Everyone who will see a reply. @throws ChatError when that cannot be told: then nobody reads */
export async function roomAudience(
  platform: RoomPlatform,
  place: ReplyPlace,
  { tries, patienceMs }: Patience = PATIENT,
): Promise<Audience> {
  const giveUpAt = performance.now() + LIMITED_MS;
  let failures = 0;
  for (;;) {
    try {
      return await withPatience(() => platform.audienceOf(place), patienceMs);
    } catch (error) {
      // Nothing can be said there before that is over, so it is no failure.
      if (isLimited(error) && performance.now() < giveUpAt) {
        await sleep(LIMITED_PAUSE_MS);
      } else {
        failures += 1;
        if (failures === tries || !isPassing(error)) throw error;
        await sleep(PAUSE_MS * 2 ** (failures - 1));
      }
    }
  }
}

function isLimited(error: unknown): boolean {
  return error instanceof ChatError && error.code === "rate-limited";
}
