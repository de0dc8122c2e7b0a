import { allowedAccessIds } from "../../access/audience.ts";
import { isWrittenFor } from "../../access/is-written-for.ts";
import type { Citation, Question } from "../../answer/answer.ts";
import type { FindVerified } from "../../answer/answer-verified.ts";
import type { Storage, VerifiedAnswer, VerifiedCitation } from "../../storage/storage.ts";
import { containsSentence } from "../../text/split-sentences.ts";
import type { PassageHit } from "../../vector-index/vector-index.ts";
import { type ExpireDeps, expireWhereStale } from "./expire-stale.ts";
import { isSameQuestion } from "./match/is-same-question.ts";
import { type ReadQuestion, readQuestion } from "./match/read-question.ts";
import type { VerifiedDeps } from "./verified-deps.ts";

export interface FindDeps extends ExpireDeps, Pick<VerifiedDeps, "index"> {
  storage: ExpireDeps["storage"] & Pick<Storage, "accessLists">;
}

/** Shown in the place of a name that is not known. */
const SOMEBODY = "an admin";
const MOST_READ = 10_000;

/**
 * Looks for the answer that people stand for, as it may be shown now: to an audience of which each
 * one is among those it was written for and may read all that it rests on, while all of that is
 * unchanged. Whoever gets none is answered as if there were none.
 */
export function createVerifiedFinder(deps: FindDeps): FindVerified {
  const { storage } = deps;
  // Questions do not change; reading one takes longer than comparing it.
  const read = new Map<string, ReadQuestion>();
  const readOnce = (question: string): ReadQuestion => {
    if (read.size > MOST_READ) read.clear();
    const known = read.get(question) ?? readQuestion(question);
    read.set(question, known);
    return known;
  };
  return async (question, who, urlOf) => {
    const active = await storage.verified.list(["active"]);
    const theirs = active.filter((one) => isFor(one, who));
    if (theirs.length === 0) return undefined;
    const asked = readQuestion(question);
    const allowed = allowedAccessIds(who.audience, await storage.accessLists.list());
    for (const verified of theirs) {
      if (!isSameQuestion(asked, readOnce(verified.question))) continue;
      if (await expireWhereStale(verified, verified.citations, deps)) continue;
      const passages = await readablePassages(verified.citations, allowed, deps);
      if (passages === undefined) continue;
      return {
        id: verified.id,
        question: verified.question,
        text: withoutForeignMarks(verified.text, passages.length),
        citations: passages.map((one, at) => toCitation(at + 1, one, urlOf(one.passage))),
        by: verified.approvedName ?? SOMEBODY,
        at: verified.approvedAt ?? verified.changedAt,
      };
    }
    return undefined;
  };
}

/** What nobody wrote into a document is no part of any source that a room is limited to. */
function isFor(verified: VerifiedAnswer, who: Pick<Question, "audience" | "sources">): boolean {
  const { sources } = who;
  const isWithin =
    sources === undefined ||
    (verified.citations.length > 0 &&
      verified.citations.every(({ source }) => sources.includes(source)));
  return isWithin && isWrittenFor(who.audience, verified.audience);
}

interface CitedPassage {
  passage: PassageHit;
  quotes: string[];
}

/** Undefined when one document may not be read by all, or does not say any more what was quoted. */
async function readablePassages(
  citations: readonly VerifiedCitation[],
  allowed: readonly number[],
  { storage, index }: FindDeps,
): Promise<CitedPassage[] | undefined> {
  const found: CitedPassage[] = [];
  for (const { source, documentId, quotes } of citations) {
    const document = await storage.documents.get(source, documentId);
    if (document === undefined || !allowed.includes(document.accessId)) return undefined;
    const passages = await index.readDocument(source, documentId, allowed);
    const passage = passages.find(({ text }) => containsSentence(text, quotes[0] ?? ""));
    if (passage === undefined) return undefined;
    const standing = quotes.filter((quote) => containsSentence(passage.text, quote));
    found.push({ passage, quotes: standing });
  }
  return found;
}

function toCitation(n: number, { passage, quotes }: CitedPassage, url: string): Citation {
  const { documentId, source, title, path, headings, text, updatedAt = null } = passage;
  const [quote = text] = quotes;
  return {
    n,
    documentId,
    source,
    title,
    url,
    path,
    headings,
    quote,
    quotes,
    passage: text,
    updatedAt,
  };
}

const MARK = /\s*\[(\d{1,2})\]/g;

/** Of six sources, "[7]" names none. */
function withoutForeignMarks(text: string, sources: number): string {
  return text.replace(MARK, (mark, n) => (Number(n) >= 1 && Number(n) <= sources ? mark : ""));
}
