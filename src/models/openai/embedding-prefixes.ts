/** What an open embedding model was trained to find before a text; hosted ones need nothing. */
export interface EmbeddingPrefixes {
  query: string;
  passage: string;
}

const SEARCH = "Represent this sentence for searching relevant passages: ";
const INSTRUCT =
  "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:";

/** By the models' own cards; the first that fits counts. */
const KNOWN: [name: RegExp, prefixes: EmbeddingPrefixes][] = [
  [/nomic-embed-text/, { query: "search_query: ", passage: "search_document: " }],
  // Before the other e5: these were tuned on instructions, and on bare passages.
  [/e5-.*instruct/, { query: `${INSTRUCT} `, passage: "" }],
  [/qwen3-embedding/, { query: INSTRUCT, passage: "" }],
  [/(?:^|[/_-])e5-(?:small|base|large)/, { query: "query: ", passage: "passage: " }],
  [/mxbai-embed-large/, { query: SEARCH, passage: "" }],
  [/bge-(?:small|base|large)-en/, { query: SEARCH, passage: "" }],
  [/arctic-embed-?(?:l-|m-)?(?:2|v2)/, { query: "query: ", passage: "" }],
  [/arctic-embed/, { query: SEARCH, passage: "" }],
  [/embeddinggemma/, { query: "task: search result | query: ", passage: "title: none | text: " }],
];

/** The prefixes of a model by its name at Ollama, Hugging Face or LM Studio; else none. */
export function prefixesOf(model: string): EmbeddingPrefixes {
  const name = model.toLowerCase();
  return KNOWN.find(([known]) => known.test(name))?.[1] ?? { query: "", passage: "" };
}
