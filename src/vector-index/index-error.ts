/** The index cannot be used, or moved; the message says which and what to do. */
export class IndexError extends Error {
  override readonly name = "IndexError";
}
