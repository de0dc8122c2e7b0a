import { newRecord } from "../../../src/conversation/accept-question.ts";
import type { Storage } from "../../../src/storage/storage.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";

export const DAY_MS = 86_400_000;
export const NOW = Date.parse("2026-11-21T12:00:00Z");

export interface Asked {
  /** Where: `cli` and `web`, or a kind of room. */
  in?: "cli" | "web" | "open" | "closed" | "direct";
  onlyTo?: string;
  daysAgo?: number;
  outcome?: "answered" | "not-found" | "failed";
  again?: "private";
  nearest?: string[];
  cited?: string[];
  /** How likely the passages answer it. */
  support?: number;
  roomId?: string;
}

/** A storage in which people have asked. */
export async function openReportsWorld() {
  const storage = await temporaryStorage();
  let count = 0;
  return {
    storage,
    deps: { storage, now: () => NOW },
    async ask(by: string, question: string, how: Asked = {}): Promise<string> {
      count += 1;
      const id = `a${count}`;
      await keep(storage, id, by, question, how);
      return id;
    },
    async vote(answerId: string, vote: "up" | "down", more: object = {}) {
      const own = { answerId, voter: `v${++count}`, citation: 0, vote, votedAt: NOW };
      const empty = { reason: undefined, correction: undefined, byMember: true };
      await storage.feedback.vote({ ...own, ...empty, ...more }, undefined);
    },
  };
}

async function keep(storage: Storage, id: string, by: string, question: string, how: Asked) {
  const { in: place = "open", onlyTo, daysAgo = 1, outcome = "not-found", nearest = [] } = how;
  const { roomId = "slack:T1:C1", cited = [], support } = how;
  const isRoom = place !== "cli" && place !== "web";
  const surface = isRoom ? "slack" : place;
  const asked = { messageId: id, threadId: id, surface, askedBy: by, text: question };
  const record = newRecord({ ...asked, audience: [["everyone"]] }, NOW - daysAgo * DAY_MS);
  if (isRoom) {
    await storage.rooms.replies.accept(record, {
      ...{ answerId: id, workspaceId: "slack:T1", roomId, roomKind: place },
      ...{ threadId: id, messageId: id, askedBy: by, onlyTo, context: [], saidAt: 1, createdAt: 1 },
      again: how.again && { of: "a0", because: how.again },
    });
  } else await storage.answers.create(record);
  const named = (sources: string[]) => sources.map((source) => ({ source }));
  const judged = support === undefined ? null : { score: support, threshold: 0.45 };
  const shown = { nearest: named(nearest), citations: named(cited), support: judged };
  const answer = { outcome, text: "", ...shown };
  const result = { outcome, answer, evidence: undefined, promptVersion: undefined };
  await storage.answers.finish(id, { ...result, finishedAt: NOW });
}
