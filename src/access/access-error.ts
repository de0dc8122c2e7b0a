/** A mistake in what an admin said of groups, people or documents: one sentence with the way out. */
export class AccessError extends Error {
  override readonly name = "AccessError";
}
