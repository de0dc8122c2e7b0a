import { setTimeout as sleep } from "node:timers/promises";
import type { Audience } from "../../access/audience.ts";
import { isPassing } from "../../chat/chat-error.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { createExpiringCache } from "../../chat/expiring-cache.ts";
import { withPatience } from "../../chat/with-patience.ts";
import type { Storage } from "../../storage/storage.ts";

export interface ReadersDeps {
  storage: Pick<Storage, "signIns">;
  platforms: readonly RoomPlatform[];
  now: () => number;
}

/** What people who are signed in on the web may read: what they may in their own chat with Footnote. */
export interface Readers {
  /**
   * Asked of the platform now, or for what a page shows, seconds ago at most; undefined for whoever is
   * neither a member nor a guest there any more, and is signed out everywhere by that. @throws ChatError when that cannot be told: then
   * nobody reads anything
   */
  audienceOf(person: string, how: "now" | "lately"): Promise<Audience | undefined>;
}

/** A page asks for several things at once. */
const LATELY_MS = 10_000;
const PATIENCE_MS = 5_000;
const PAUSE_MS = 250;

export function createReaders({ platforms, storage, now }: ReadersDeps): Readers {
  const lately = createExpiringCache(ask, { freshMs: LATELY_MS, now });

  async function ask(person: string): Promise<Audience | undefined> {
    const audience = await askTwice(person);
    if (audience === undefined) await storage.signIns.endAllOf(person);
    return audience;
  }

  async function askTwice(person: string): Promise<Audience | undefined> {
    try {
      return await askOnce(person);
    } catch (error) {
      if (!isPassing(error)) throw error;
      await sleep(PAUSE_MS);
      return askOnce(person);
    }
  }

  async function askOnce(person: string): Promise<Audience | undefined> {
    const platform = platforms.find(({ name }) => person.startsWith(`${name}:`));
    // It was switched off meanwhile.
    if (platform === undefined) return undefined;
    return withPatience(async () => {
      // First, for it makes the platform forget what it knew of them.
      if ((await platform.standingOf(person)) === undefined) return undefined;
      const place = { roomId: person, roomKind: "direct" as const, askedBy: person };
      const audience = await platform.audienceOf({ ...place, onlyTo: person });
      return audience.length === 1 ? audience : undefined;
    }, PATIENCE_MS);
  }

  return {
    async audienceOf(person, how) {
      if (how === "lately") return lately.get(person);
      lately.forget(person);
      return lately.get(person);
    },
  };
}
