import type { Mutation } from "./mutation.ts";

const SEARCH = "src/vector-index/pinecone/search/search-pinecone.ts";
const INDEX = "src/vector-index/pinecone/pinecone-vector-index.ts";
/** The sample has its index inside; this one is at Pinecone. */
const foundBy = "tests/vector-index/pinecone/pinecone-vector-index.test.ts";

export const pineconeMutations: readonly Mutation[] = [
  {
    name: "Pinecone is asked without the filter",
    file: SEARCH,
    find: "service.query({ ...query, topK, filter })",
    replace: "service.query({ ...query, topK, filter: filter && {} })",
    foundBy,
  },
  {
    name: "what Pinecone proposes is not looked up in the catalogue",
    file: SEARCH,
    find: "const seen = [...rows.values()].filter(seenBy(query));",
    replace: "const seen = [...rows.values()];",
    foundBy: "tests/vector-index/pinecone/pinecone-trouble.test.ts",
  },
  {
    name: "what Pinecone may not show yet is proposed to everybody",
    file: SEARCH,
    find: "(await fresh.refresh()).filter(seenBy(query))",
    replace: "(await fresh.refresh())",
    foundBy,
  },
  {
    name: "every catalogue row may be read",
    file: SEARCH,
    find: "allowed.has(accessId) && (wanted?.has(source) ?? true);",
    replace: "(allowed.size >= 0 || accessId > 0) && (wanted?.has(source) ?? true);",
    foundBy,
  },
  {
    name: "a document at Pinecone is read by whoever asks",
    file: INDEX,
    find: ".filter(seenBy({ allowedAccessIds }))",
    replace: ".filter(() => allowedAccessIds.length >= 0)",
    foundBy,
  },
  {
    name: "passages at Pinecone count as readable where they are there",
    file: INDEX,
    find: "document === undefined || !allowed.has(document.accessId)",
    replace: "document === undefined || allowed.size < 0",
    foundBy,
  },
];
