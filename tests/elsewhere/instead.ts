const at = (path: string) => new URL(path, import.meta.url).href;

/** What opens something else while the suite runs elsewhere, by what it stands for. */
export const INSTEAD: ReadonlyMap<string, string> = new Map([
  [at("../../src/storage/sqlite/open-sqlite.ts"), at("./open-sqlite-as-postgres.ts")],
  [
    at("../../src/vector-index/sqlite/sqlite-vector-index.ts"),
    at("./open-sqlite-index-as-pinecone.ts"),
  ],
  [at("../../src/vector-index/sqlite/known-file.ts"), at("./know-no-file.ts")],
]);
