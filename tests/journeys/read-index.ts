import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** All that a data folder's index holds, in an order of its own, so that two can be compared. */
export function readIndex(dataDir: string) {
  const database = new DatabaseSync(join(dataDir, "index.sqlite"), { readOnly: true });
  const rows = (query: string) =>
    database
      .prepare(query)
      .all()
      .map((row) => Object.values(row).join(" | "));
  try {
    return {
      documents: rows("select source, document_id, title, passages from documents order by 1, 2"),
      passages: rows("select hash, headings, extra, text from passages order by hash, text"),
      // How often each word stands in how many passages: a passage lost or kept twice shows here.
      terms: rows("select term, doc, cnt from term_counts order by term"),
      vectors: rows(
        "select embedder_id, hash from vectors where hash in (select hash from passages) order by 1, 2",
      ),
      sound: rows("pragma integrity_check"),
    };
  } finally {
    database.close();
  }
}
