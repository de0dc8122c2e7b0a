export type StorageErrorCode = "newer-version" | "unavailable" | "full" | "locked";

/** The machine's or the data folder's fault: one sentence that names the folder and the way out. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
