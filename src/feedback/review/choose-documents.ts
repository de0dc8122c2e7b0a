import type { NamedDocument } from "../verified/read-documents.ts";
import { documentKey } from "./offer-documents.ts";
import type { ReviewItem } from "./review-item.ts";

/**
 * What an answer rests on after a reviewer marked its documents: those that stay keep their quotes, and
 * `[n]` in the text goes on to name the same document; undefined where nothing changes.
 */
export function chooseDocuments(
  { citations, documents }: Pick<ReviewItem, "citations" | "documents">,
  keys: readonly string[],
  text: string,
): { documents: NamedDocument[]; text: string } | undefined {
  const chosen = new Set(keys);
  const before = documents.filter(({ isChosen }) => isChosen).map(documentKey);
  const isSame = chosen.size === before.length && before.every((key) => chosen.has(key));
  if (isSame) return undefined;
  const numbers = new Map<number, number>();
  const kept = citations.filter((citation, at) => {
    const stays = chosen.has(documentKey(citation));
    if (stays) numbers.set(at + 1, numbers.size + 1);
    return stays;
  });
  const known = new Set(kept.map(documentKey));
  const added = documents.filter((one) => {
    const key = documentKey(one);
    return chosen.has(key) && !known.has(key);
  });
  const renumbered = text.replace(/\s*\[(\d{1,2})\]/g, (mark, n) => {
    const number = numbers.get(Number(n));
    return number === undefined ? "" : mark.replace(n, String(number));
  });
  return { documents: [...kept, ...added], text: renumbered };
}
