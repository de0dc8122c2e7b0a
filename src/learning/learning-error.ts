/** Bad labels, versions or settings: one sentence that names what is wrong and the way out. */
export class LearningError extends Error {
  override readonly name = "LearningError";
}
