export type StorageErrorCode = "newer-version" | "unavailable" | "full" | "locked" | "moved";

/** The machine's or the data folder's fault: one sentence that names the folder and the way out. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Before the sentence that a database says to whoever still writes where the state has moved away from. */
export const MOVED_MARK = "footnote moved: ";

/** That sentence, where a database's error holds it. */
export function findMoved(error: unknown): StorageError | undefined {
  const message = error instanceof Error ? error.message : "";
  const at = message.indexOf(MOVED_MARK);
  if (at === -1) return undefined;
  return new StorageError("moved", message.slice(at + MOVED_MARK.length), { cause: error });
}
