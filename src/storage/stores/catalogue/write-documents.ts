import type { Kysely, Transaction } from "kysely";
import { inChunks, lastOfEachDocument } from "../../column-values.ts";
import {
  type CatalogueDocument,
  type CatalogueStorage,
  KEYWORD_PART,
} from "../../ports/catalogue-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { PASSAGES_PER_DOCUMENT } from "./catalogue-rows.ts";
import { createTermTally } from "./count-terms.ts";
import { addToCounter, type CatalogueWrite, writeCatalogue } from "./counters.ts";
import { addRows, addVectorsOf } from "./outbox.ts";

type Writes = Pick<
  CatalogueStorage,
  "replaceDocuments" | "setAccess" | "removeDocuments" | "removeSource"
>;
type Tally = ReturnType<typeof createTermTally>;

/** Documents forgotten in one pass. */
const FORGOTTEN_AT_ONCE = 500;

/** What changes documents; each is one transaction that also notes what the service must be told. */
export function createDocumentWriter(database: Kysely<DatabaseSchema>): Writes {
  return {
    async replaceDocuments(documents) {
      const latest = lastOfEachDocument(documents);
      if (latest.length === 0) return;
      await writeCatalogue(database, async (act) => {
        const tally = createTermTally();
        for (const [source, ids] of bySource(latest)) {
          await forget(await findIds(act.transaction, source, ids), tally, act);
        }
        await insert(latest, tally, act);
        await tally.save(act.transaction);
      });
    },

    async setAccess(source, documentIds, accessId, paths) {
      const changed = await findMoved(database, source, documentIds, accessId, paths);
      // Mostly nothing is: whoever keeps what was searched need not forget it then.
      if (changed.length === 0) return;
      await writeCatalogue(database, async (act) => {
        const { transaction } = act;
        for (const { documentId, path } of changed) {
          await transaction
            .updateTable("catalogueDocuments")
            .set({ accessId, path })
            .where("source", "=", source)
            .where("documentId", "=", documentId)
            .execute();
        }
        const names = changed.map(({ documentId }) => documentId);
        const ids = (await findIds(transaction, source, names)).map(({ id }) => id);
        await announce(ids, act);
      });
    },

    async removeDocuments(source, documentIds) {
      if (documentIds.length === 0) return;
      await writeCatalogue(database, async (act) => {
        const tally = createTermTally();
        await forget(await findIds(act.transaction, source, documentIds), tally, act);
        await tally.save(act.transaction);
      });
    },

    async removeSource(source) {
      await writeCatalogue(database, async (act) => {
        const tally = createTermTally();
        await forget(await findIds(act.transaction, source), tally, act);
        await tally.save(act.transaction);
      });
    },
  };
}

function bySource(documents: readonly CatalogueDocument[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { source, documentId } of documents) {
    found.set(source, [...(found.get(source) ?? []), documentId]);
  }
  return found;
}

async function findIds(
  transaction: Transaction<DatabaseSchema>,
  source: string,
  documentIds?: readonly string[],
): Promise<{ id: number }[]> {
  const ofSource = transaction
    .selectFrom("catalogueDocuments")
    .select("id")
    .where("source", "=", source);
  if (documentIds === undefined) return ofSource.execute();
  const found = [];
  for (const chunk of inChunks([...new Set(documentIds)])) {
    found.push(...(await ofSource.where("documentId", "in", chunk).execute()));
  }
  return found;
}

/** Takes documents out; the service is told that their passages go. */
async function forget(
  documents: readonly { id: number }[],
  tally: Tally,
  { transaction, version }: CatalogueWrite,
): Promise<void> {
  const embedders = await transaction.selectFrom("catalogueEmbedders").select("id").execute();
  const parts = [KEYWORD_PART, ...embedders.map(({ id }) => id)];
  const all = documents.map(({ id }) => id);
  for (let at = 0; at < all.length; at += FORGOTTEN_AT_ONCE) {
    const ids = all.slice(at, at + FORGOTTEN_AT_ONCE);
    const passages = await transaction
      .selectFrom("cataloguePassages")
      .select(["id", "length", "terms"])
      .where("document", "in", ids)
      .execute();
    for (const { length, terms } of passages) tally.add({ length, terms: JSON.parse(terms) }, -1);
    await transaction.deleteFrom("cataloguePassages").where("document", "in", ids).execute();
    await transaction.deleteFrom("catalogueDocuments").where("id", "in", ids).execute();
    const rows = passages.flatMap(({ id }) => parts.map((part) => ({ passage: id, part })));
    await addRows(transaction, rows, { gone: true, version });
  }
}

async function insert(
  documents: readonly CatalogueDocument[],
  tally: Tally,
  act: CatalogueWrite,
): Promise<void> {
  const { transaction } = act;
  const last = await addToCounter(transaction, "documents", documents.length);
  const first = last - documents.length + 1;
  const rows = documents.map(({ passages, url, updatedAt, ...document }, at) => ({
    ...document,
    id: first + at,
    passages: passages.length,
    url: url ?? null,
    updatedAt: updatedAt ?? null,
  }));
  for (const chunk of inChunks(rows)) {
    await transaction.insertInto("catalogueDocuments").values(chunk).execute();
  }
  const passages = documents.flatMap((document, at) =>
    document.passages.map((passage) => toStored(document.documentId, first + at, passage)),
  );
  for (const chunk of inChunks(passages)) {
    await transaction.insertInto("cataloguePassages").values(chunk).execute();
  }
  for (const document of documents) for (const passage of document.passages) tally.add(passage, 1);
  await announce(
    rows.map(({ id }) => id),
    act,
  );
}

function toStored(
  documentId: string,
  document: number,
  passage: CatalogueDocument["passages"][number],
) {
  const { ordinal, headings, terms, text, hash, length } = passage;
  if (ordinal >= PASSAGES_PER_DOCUMENT) {
    throw new RangeError(`${documentId} has more than ${PASSAGES_PER_DOCUMENT} passages.`);
  }
  const id = document * PASSAGES_PER_DOCUMENT + ordinal;
  const json = { headings: JSON.stringify(headings), terms: JSON.stringify(terms) };
  return { id, document, text, hash, length, ...json };
}

/** The service is told everything of these documents. */
async function announce(
  ids: readonly number[],
  { transaction, version }: CatalogueWrite,
): Promise<void> {
  for (const chunk of inChunks(ids)) {
    const passages = await transaction
      .selectFrom("cataloguePassages")
      .select("id as passage")
      .where("document", "in", chunk)
      .execute();
    const rows = passages.map(({ passage }) => ({ passage, part: KEYWORD_PART }));
    await addRows(transaction, rows, { gone: false, version });
    await addVectorsOf(transaction, { documents: chunk }, version);
  }
}

async function findMoved(
  database: Kysely<DatabaseSchema>,
  source: string,
  documentIds: readonly string[],
  accessId: number,
  paths: ReadonlyMap<string, string | undefined> | undefined,
): Promise<{ documentId: string; path: string }[]> {
  const moved = [];
  for (const chunk of inChunks(documentIds)) {
    const rows = await database
      .selectFrom("catalogueDocuments")
      .select(["documentId", "accessId", "path"])
      .where("source", "=", source)
      .where("documentId", "in", chunk)
      .execute();
    for (const row of rows) {
      const path = paths?.get(row.documentId) ?? row.path;
      if (row.accessId !== accessId || row.path !== path) {
        moved.push({ documentId: row.documentId, path });
      }
    }
  }
  return moved;
}
