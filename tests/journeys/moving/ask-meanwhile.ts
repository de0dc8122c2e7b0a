import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { openBrowser } from "../../support/browser.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import type { ShownAnswer } from "../handbook.ts";
import { questionOn } from "./rooms.ts";

const ASKERS = 3;
const PAUSE_MS = 200;
const TRY_AGAIN_MS = 300;
/** Of the questions. */
const VOTED_EVERY = 3;

export interface Asked {
  room: number;
  answerId: string;
  answer: ShownAnswer;
  hasVote: boolean;
  /** Until the end of the answer was seen. */
  tookMs: number;
}

/**
 * People who ask about one room after the other at this address, whatever happens behind it; what was
 * not taken is sent again as it is, as the page does. The function that is returned has them stop.
 */
export function askMeanwhile(url: string, rooms: number): () => Promise<Asked[]> {
  const stopping = new AbortController();
  const asked: Asked[] = [];
  const asking = Array.from({ length: ASKERS }, async (_, seed) => {
    const browser = openBrowser(url);
    const random = seededRandom(seed + 1);
    while (!stopping.signal.aborted) {
      const room = Math.floor(random() * rooms);
      const [messageId, threadId] = [randomUUID(), randomUUID()];
      const text = questionOn(room);
      const begunAt = performance.now();
      const { answerId } = await untilDone(() => browser.ask(text, { messageId, threadId }));
      const answer = await untilDone(async () => {
        const events = await browser.events(answerId);
        const end = events.find(({ data }) => data.type === "finished");
        return end?.data.answer as ShownAnswer;
      });
      const tookMs = performance.now() - begunAt;
      const hasVote = asked.length % VOTED_EVERY === 0 && answer.outcome === "answered";
      asked.push({ room, answerId, answer, hasVote, tookMs });
      if (hasVote) {
        await untilDone(async () => {
          const { ok } = await browser.post(`/api/answers/${answerId}/votes`, { vote: "up" });
          return ok || undefined;
        });
      }
      await sleep(PAUSE_MS);
    }
  });
  return async () => {
    stopping.abort();
    await Promise.all(asking);
    return asked;
  };
}

/** Tries until there is something: nobody may be there at the moment. */
async function untilDone<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const done = await attempt().catch(() => undefined);
    if (done !== undefined) return done;
    await sleep(TRY_AGAIN_MS);
  }
}
