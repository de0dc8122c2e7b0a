import { parentPort, workerData } from "node:worker_threads";
import type { FileMark } from "../../storage/ports/index-place-storage.ts";
import { IndexError } from "../index-error.ts";
import { refuseOther } from "./known-file.ts";
import { createDocumentLister } from "./list-documents.ts";
import { connectToIndex, explainIndexError } from "./prepare-index-file.ts";
import { createIndexReader } from "./read-index.ts";
import { createPassageSearch } from "./search-passages.ts";
import { createEmbedderReader } from "./stored-embedders.ts";
import { createEmbeddingBacklog } from "./texts-to-embed.ts";
import { createIndexWriter } from "./write-index.ts";

/** What a thread is started for: searching, or all that may take long. */
export interface IndexThreadData {
  file: string;
  role: "search" | "write";
  /** What the file has to be, where that is known. */
  noted: FileMark | undefined;
}

export type SearchFunctions = ReturnType<typeof searchFunctions>;
export type WriteFunctions = ReturnType<typeof writeFunctions>;

export interface ThreadRequest {
  id: number;
  name: string;
  args: unknown[];
}

export type ThreadReply =
  | { id: number; result: unknown }
  | { id: number; error: { message: string; isFileError: boolean; stack: string | undefined } };

const { file, role, noted }: IndexThreadData = workerData;
const db = connectToIndex(file, role === "search");
let refusal: unknown;

function searchFunctions() {
  return {
    ...createIndexReader(db),
    ...createDocumentLister(db),
    ...createEmbedderReader(db),
    ...createPassageSearch(db),
    close: () => db.close(),
  };
}

function writeFunctions() {
  return { ...createIndexWriter(db), ...createEmbeddingBacklog(db), close: () => db.close() };
}

const functions = new Map<string, unknown>(
  Object.entries(role === "search" ? searchFunctions() : writeFunctions()),
);

parentPort?.on("message", (request: ThreadRequest) => {
  parentPort?.postMessage(answer(request));
  // The next call starts a thread anew, which may find the right file.
  if (refusal !== undefined) parentPort?.close();
});

try {
  if (noted !== undefined) refuseOther(noted, db, file);
} catch (error) {
  refusal = error;
}

function answer({ id, name, args }: ThreadRequest): ThreadReply {
  try {
    if (refusal !== undefined && name !== "close") throw refusal;
    const call = functions.get(name);
    if (typeof call !== "function")
      throw new TypeError(`The index thread has no function ${name}.`);
    return { id, result: call(...args) };
  } catch (thrown) {
    const error = explainIndexError(file, thrown);
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { id, error: { message, stack, isFileError: error instanceof IndexError } };
  }
}
