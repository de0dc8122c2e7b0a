import type { DocumentEntry, DocumentKey, VectorIndex } from "../vector-index.ts";

type Listed = Pick<VectorIndex, "listDocuments">;

export type Difference =
  | { kind: "lacking"; entry: DocumentEntry }
  | { kind: "elsewhere"; entry: DocumentEntry }
  | { kind: "extra"; entry: DocumentEntry };

const LISTED_AT_ONCE = 500;

/** What has to change in one index for it to be as the other. Both are walked in the same order. */
export async function* compareIndexes(from: Listed, to: Listed): AsyncGenerator<Difference> {
  const [wanted, found] = [walk(from), walk(to)];
  let [a, b] = [await wanted.next(), await found.next()];
  while (a.done !== true || b.done !== true) {
    const order = a.done === true ? 1 : b.done === true ? -1 : compareKeys(a.value, b.value);
    if (order < 0 && a.done !== true) yield { kind: "lacking", entry: a.value };
    if (order > 0 && b.done !== true) yield { kind: "extra", entry: b.value };
    if (order === 0 && a.done !== true && b.done !== true) {
      const kind = differ(a.value, b.value);
      if (kind !== undefined) yield { kind, entry: a.value };
    }
    if (order <= 0) a = await wanted.next();
    if (order >= 0) b = await found.next();
  }
}

async function* walk(index: Listed): AsyncGenerator<DocumentEntry> {
  let after: DocumentKey | undefined;
  for (;;) {
    const page = await index.listDocuments(after, LISTED_AT_ONCE);
    yield* page;
    after = page.at(-1);
    if (page.length < LISTED_AT_ONCE) return;
  }
}

function differ(a: DocumentEntry, b: DocumentEntry): "lacking" | "elsewhere" | undefined {
  const content = ({ title, url, updatedAt, hashes }: DocumentEntry) =>
    JSON.stringify([title, url, updatedAt, hashes]);
  if (content(a) !== content(b)) return "lacking";
  return a.accessId !== b.accessId || a.path !== b.path ? "elsewhere" : undefined;
}

/** As databases compare text: by its bytes. */
function compareKeys(a: DocumentKey, b: DocumentKey): number {
  return compareBytes(a.source, b.source) || compareBytes(a.documentId, b.documentId);
}

function compareBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
