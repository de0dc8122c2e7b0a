/** An operation that cannot be done: one sentence that names the thing and the way out. */
export class OperationError extends Error {
  override readonly name = "OperationError";
}
