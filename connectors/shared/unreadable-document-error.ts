/** One document cannot be read; the message says why and ends up as the reason of its failure. */
export class UnreadableDocumentError extends Error {
  override readonly name = "UnreadableDocumentError";
}
