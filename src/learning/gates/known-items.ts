import { createHash } from "node:crypto";
import { type Audience, allowedAccessIds } from "../../access/audience.ts";
import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import { splitSentences } from "../../text/split-sentences.ts";
import type { DocumentKey } from "../../vector-index/vector-index.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";

const PAGE = 500;
const LEAST_WORDS = 6;

/**
 * Questions that any index gives rise to by rules: two thirds of the words of a sentence, to be found in its document.
 * Always the same ones of the same index, none about the documents given.
 */
export async function knownItems(
  count: number,
  except: ReadonlySet<string>,
  audience: Audience,
  { index, accessLists }: Pick<RetrieveDeps, "index" | "accessLists">,
): Promise<LabelledQuestion[]> {
  const allowed = allowedAccessIds(audience, await accessLists());
  const chosen = (await listKeys(index))
    .filter((key) => !except.has(documentKey(key)))
    .map((key) => ({ key, order: createHash("sha256").update(documentKey(key)).digest("hex") }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const questions: LabelledQuestion[] = [];
  for (const { key } of chosen) {
    if (questions.length === count) break;
    const passages = await index.readDocument(key.source, key.documentId, allowed);
    const text = askFor(passages[Math.floor(passages.length / 2)]?.text ?? "");
    const { source, documentId } = key;
    if (text === undefined) continue;
    questions.push({
      id: documentKey(key),
      text,
      history: [],
      positives: [{ source, documentId }],
      voters: [],
    });
  }
  return questions;
}

async function listKeys(index: RetrieveDeps["index"]): Promise<DocumentKey[]> {
  const keys: DocumentKey[] = [];
  for (let page = await index.listDocuments(undefined, PAGE); page.length > 0; ) {
    keys.push(...page);
    page = await index.listDocuments(page.at(-1), PAGE);
  }
  return keys;
}

function askFor(text: string): string | undefined {
  const words = splitSentences(text)
    .map(({ text: sentence }) => sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)))
    .find((found) => found.length >= LEAST_WORDS);
  return words
    ?.slice(0, 18)
    .filter((_, at) => at % 3 !== 2)
    .join(" ");
}
