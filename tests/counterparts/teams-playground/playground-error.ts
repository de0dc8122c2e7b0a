/** The playground cannot be had or does not start: one sentence with the way out. */
export class PlaygroundError extends Error {
  override readonly name = "PlaygroundError";
}
