import { type Audience, allowedAccessIds } from "../../access/audience.ts";
import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import type { DocumentKey } from "../../vector-index/vector-index.ts";
import { documentKey } from "../document-key.ts";

/** Of labels, by whether the documents that they name can be found. */
export interface LabelCounts {
  /** Taught and judged by. */
  used: number;
  /** None of their documents is in the index any more. */
  gone: number;
  /** Those that are there are not for everyone whose searches are learned. */
  restricted: number;
}

const PORTION = 500;

/**
 * Labels with those of their documents that this audience can find. What names none of them says nothing: no search is any
 * better or worse by it, and counted in it would only water down what the others say.
 */
export async function keepFindable<T extends { positives: readonly DocumentKey[] }>(
  labels: readonly T[],
  audience: Audience,
  { index, accessLists }: Pick<RetrieveDeps, "index" | "accessLists">,
): Promise<{ kept: T[]; counts: LabelCounts }> {
  const lists = await accessLists();
  const named = new Map(labels.flatMap((one) => one.positives.map((p) => [documentKey(p), p])));
  const findBy = async (allowed: readonly number[]): Promise<Set<string>> => {
    const found = new Set<string>();
    const all = [...named];
    for (let at = 0; at < all.length; at += PORTION) {
      const some = all.slice(at, at + PORTION);
      const first = some.map(([, { source, documentId }]) => ({ source, documentId, ordinal: 0 }));
      const readable = await index.areReadable(first, allowed);
      for (const [n, [key]] of some.entries()) if (readable[n]) found.add(key);
    }
    return found;
  };
  const there = await findBy(lists.map(({ id }) => id));
  const readable = await findBy(allowedAccessIds(audience, lists));
  const kept = labels.flatMap((label) => {
    const positives = label.positives.filter((one) => readable.has(documentKey(one)));
    return positives.length === 0 ? [] : [{ ...label, positives }];
  });
  const gone = labels.filter(({ positives }) =>
    positives.every((one) => !there.has(documentKey(one))),
  ).length;
  return {
    kept,
    counts: { used: kept.length, gone, restricted: labels.length - kept.length - gone },
  };
}

/** What is left out, for people: a sentence each. */
export function describeLeftOut({ gone, restricted }: LabelCounts): string[] {
  const say = (count: number, what: string) => {
    if (count === 0) return [];
    const labels = count === 1 ? "1 label is" : `${count} labels are`;
    return [`${labels} left out: ${what}.`];
  };
  return [
    ...say(gone, "what is named is not in the index any more"),
    ...say(restricted, "what is named is not for everyone to read"),
  ];
}
