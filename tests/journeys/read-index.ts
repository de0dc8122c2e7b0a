import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isElsewhere } from "../elsewhere/databases.ts";
import { askState } from "../support/state.ts";

interface Queries {
  documents: string;
  passages: string;
  /** How often each word stands in how many passages: a passage lost or kept twice shows here. */
  terms: string;
  vectors: string;
}

const OF_FILE: Queries = {
  documents: "select source, document_id, title, passages from documents order by 1, 2",
  passages: "select hash, headings, extra, text from passages order by hash, text",
  terms: "select term, doc, cnt from term_counts order by term",
  vectors:
    "select embedder_id, hash from vectors where hash in (select hash from passages) order by 1, 2",
};
const OF_CATALOGUE: Queries = {
  documents: "select source, document_id, title, passages from catalogue_documents order by 1, 2",
  passages: "select hash, headings, length, text from catalogue_passages order by hash, text",
  terms: "select term, passages from catalogue_terms where passages > 0 order by term",
  vectors:
    "select embedder_id, hash from catalogue_vectors where hash in (select hash from catalogue_passages) order by 1, 2",
};

/** All that a data folder's index holds, in an order of its own, so that two can be compared. */
export async function readIndex(dataDir: string) {
  const queries = isElsewhere() ? OF_CATALOGUE : OF_FILE;
  const rows = (query: string) =>
    isElsewhere() ? askState<object>(dataDir, query) : askFile(dataDir, query);
  const lines = async (query: string) =>
    (await rows(query)).map((row) => Object.values(row).join(" | "));
  return {
    documents: await lines(queries.documents),
    passages: await lines(queries.passages),
    terms: await lines(queries.terms),
    vectors: await lines(queries.vectors),
    sound: isElsewhere() ? [] : await lines("pragma integrity_check"),
  };
}

async function askFile(dataDir: string, query: string): Promise<object[]> {
  const database = new DatabaseSync(join(dataDir, "index.sqlite"), { readOnly: true });
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}
