/** What is left out elsewhere: files, or one test of a file, that are about SQLite's own files. */
export const OF_SQLITE: readonly { file: string; test?: RegExp; why: string }[] = [
  {
    file: "tests/storage/open-storage.test.ts",
    why: "pragmas, locks, permissions and damage of the file",
  },
  {
    file: "tests/storage/transactions.test.ts",
    test: /never mixes the transactions of callers/,
    why: "SQLite has one connection; Postgres takes turns where that matters (in-turn.ts)",
  },
  {
    file: "tests/vector-index/sqlite-vector-index.test.ts",
    why: "the index file; Pinecone has the same contract beside it",
  },
  {
    file: "tests/vector-index/live/move-index.test.ts",
    why: "moves between the index file and Pinecone",
  },
  {
    file: "tests/vector-index/live/known-file.test.ts",
    why: "whether the index file is the state's own",
  },
  {
    file: "tests/journeys/foreign-index.test.ts",
    why: "whether the index file is the state's own",
  },
  {
    file: "tests/journeys/moving/move-everything.test.ts",
    why: "moves both files there and back itself",
  },
  {
    file: "tests/storage/postgres/move-alone.test.ts",
    why: "moves from the file to Postgres, and begins with the file",
  },
  {
    file: "tests/storage/postgres/cancel-move.test.ts",
    why: "moves from the file to Postgres, and begins with the file",
  },
  {
    file: "tests/entrypoints/serve/health.test.ts",
    test: /says of what it needs only how it is/,
    why: "what a process with files needs; tests/journeys/pinecone-away.test.ts has Pinecone",
  },
  {
    file: "tests/journeys/pinecone.test.ts",
    test: /to the file/,
    why: "moves between the index file and Pinecone",
  },
  {
    file: "tests/journeys/bad-input.test.ts",
    test: /that is no database is named|of a newer version is left alone|gives way to a backup/,
    why: "damaged files, and files of a newer version",
  },
  {
    file: "tests/journeys/bad-documents.test.ts",
    test: /a full disk is one sentence/,
    why: "the disk under the file",
  },
  {
    file: "tests/load/load.test.ts",
    why: "measures files, beside a bare queue in a file",
  },
  {
    file: "tests/deploy/container.test.ts",
    why: "a tree of its own, with its data in a folder",
  },
  {
    file: "tests/counterparts/teams-playground/playground.test.ts",
    why: "another vendor's program, before whatever serves",
  },
];
