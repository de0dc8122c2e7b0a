import { expect, test } from "vitest";
import { prefixesOf } from "../../../src/models/openai/embedding-prefixes.ts";

const SEARCH = "Represent this sentence for searching relevant passages: ";

test.each([
  ["nomic-embed-text:latest", "search_query: ", "search_document: "],
  ["nomic-ai/nomic-embed-text-v1.5", "search_query: ", "search_document: "],
  ["intfloat/multilingual-e5-large", "query: ", "passage: "],
  ["e5-small-v2", "query: ", "passage: "],
  ["mxbai-embed-large", SEARCH, ""],
  ["BAAI/bge-large-en-v1.5", SEARCH, ""],
  ["snowflake-arctic-embed2", "query: ", ""],
  ["Snowflake/snowflake-arctic-embed-l-v2.0", "query: ", ""],
  ["snowflake-arctic-embed:22m", SEARCH, ""],
  ["bge-m3", "", ""],
  ["text-embedding-3-small", "", ""],
  ["all-minilm", "", ""],
])("%s", (model, query, passage) => {
  expect(prefixesOf(model)).toEqual({ query, passage });
});

test("models tuned on instructions get one with the question, and bare passages", () => {
  for (const model of ["intfloat/multilingual-e5-large-instruct", "qwen3-embedding:0.6b"]) {
    expect(prefixesOf(model).query).toMatch(/^Instruct: .*\nQuery: ?$/);
    expect(prefixesOf(model).passage).toBe("");
  }
});
