import { AdminError } from "../../sources/sources-deps.ts";
import type { VerifiedCitation } from "../../storage/storage.ts";
import { contentStems } from "../../text/content-stems.ts";
import { containsSentence, splitSentences } from "../../text/split-sentences.ts";
import type { PassageHit } from "../../vector-index/vector-index.ts";
import type { VerifiedDeps } from "./verified-deps.ts";

/** A document that an answer is to rest on, with what was quoted of it before. */
export interface NamedDocument {
  source: string;
  documentId: string;
  quotes?: readonly string[];
}

const MOST_DOCUMENTS = 20;

/**
 * The documents as they are now, each with the piece that says most of what `text` says.
 * @throws AdminError when one of them is not there
 */
export async function readDocuments(
  named: readonly NamedDocument[],
  text: string,
  { storage, index }: Pick<VerifiedDeps, "storage" | "index">,
): Promise<VerifiedCitation[]> {
  if (named.length > MOST_DOCUMENTS) {
    throw new AdminError(`An answer may rest on ${MOST_DOCUMENTS} documents at most.`);
  }
  const all = (await storage.accessLists.list()).map(({ id }) => id);
  const citations: VerifiedCitation[] = [];
  for (const { source, documentId, quotes = [] } of named) {
    const document = await storage.documents.get(source, documentId);
    const passages = await index.readDocument(source, documentId, all);
    if (document === undefined || passages.length === 0) {
      throw new AdminError(
        `The document "${documentId}" of ${source} is not there any more: remove this answer, or write it anew without that document.`,
      );
    }
    const standing = quotes.filter((quote) =>
      passages.some((p) => containsSentence(p.text, quote)),
    );
    citations.push({
      source,
      documentId,
      title: document.title,
      fingerprint: document.fingerprint,
      accessId: document.accessId,
      quotes: standing.length > 0 ? standing : [nearestSentence(passages, text)],
    });
  }
  return citations;
}

function nearestSentence(passages: readonly PassageHit[], text: string): string {
  const said = contentStems(text);
  const sentences = passages
    .flatMap((passage) => splitSentences(passage.text))
    .filter(({ kind }) => kind !== "heading")
    .map((sentence) => sentence.text);
  const shared = (sentence: string) => contentStems(sentence).intersection(said).size;
  const [first = passages[0]?.text ?? "", ...others] = sentences;
  return others.reduce((best, one) => (shared(one) > shared(best) ? one : best), first);
}
