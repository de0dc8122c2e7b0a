import { type Audience, allowedAccessIds } from "../access/audience.ts";
import { isWrittenFor } from "../access/is-written-for.ts";
import type { Answer, Citation, Turn } from "../answer/answer.ts";
import type { AccessList, AnswerRecord, Storage } from "../storage/storage.ts";

/** Turns of a thread that a follow-up is read with. */
const MAX_TURNS = 10;

/**
 * The thread's last turns before this question, oldest first; what people said there among
 * themselves, where a chat platform told it, stands before the question it led to. An answer whose sources this audience
 * may no longer open, or that are gone, is left out: it would carry their words into a new answer.
 */
export async function readHistory(
  record: AnswerRecord,
  storage: Storage,
  accessLists: () => Promise<AccessList[]>,
): Promise<Turn[]> {
  const earlier = (await storage.answers.listThread(record.threadId)).filter(
    (other) => other.id !== record.id && other.askedAt <= record.askedAt,
  );
  const contexts = await storage.rooms.replies.contexts(record.threadId);
  const saidBefore = (id: string): Turn[] =>
    (contexts.get(id) ?? []).map((text) => ({ role: "user", text }));
  if (earlier.length === 0) return saidBefore(record.id).slice(-MAX_TURNS);
  const allowed = new Set(allowedAccessIds(record.audience, await accessLists()));
  const turns: Turn[] = [];
  for (const other of earlier) {
    turns.push(...saidBefore(other.id), { role: "user", text: other.question });
    const answer = other.answer as Answer | undefined;
    if (answer === undefined || answer.text === "") continue;
    if (await mayStillSee(answer, record.audience, allowed, storage)) {
      turns.push({ role: "assistant", text: answer.text });
    }
  }
  turns.push(...saidBefore(record.id));
  return turns.slice(-MAX_TURNS);
}

/** Whether an answer was for them, and every document that it cites is still there and readable. */
export async function mayStillSee(
  answer: {
    verified?: Answer["verified"] | undefined;
    citations: readonly Pick<Citation, "source" | "documentId">[];
  },
  audience: Audience,
  allowed: ReadonlySet<number>,
  storage: Storage,
): Promise<boolean> {
  if (answer.verified !== undefined) {
    const verified = await storage.verified.get(answer.verified.id);
    const isGiven = verified?.status === "active";
    if (!isGiven || !isWrittenFor(audience, verified.audience)) return false;
  }
  for (const citation of answer.citations) {
    const document = await storage.documents.get(citation.source, citation.documentId);
    if (document === undefined || !allowed.has(document.accessId)) return false;
  }
  return true;
}
