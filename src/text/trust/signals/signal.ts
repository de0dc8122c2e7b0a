/** Something that text aimed at whoever writes answers does, and text for people hardly ever. */
export interface Signal {
  /** What the sentence does. */
  name: string;
  /**
   * Where it is looked for: `always`, at indexing too; in pages read for an answer, unless the
   * question is itself about `answers` (or bots, prompts, texts), or asks for `wording`.
   */
  scope: "always" | "answers" | "wording";
  patterns: readonly { test(text: string): boolean }[];
  /** Each must match. */
  finds: readonly string[];
  /** None may match any pattern of this signal. */
  spares: readonly string[];
}

/** A pattern of words: `<` and `>` at its ends stand for where a word begins and ends, in any script. */
export function words(pattern: string): RegExp {
  const bounded = pattern
    // As in a sentence without disguise.
    .replaceAll("ı", "i")
    .replace(/^</, "(?<![\\p{L}\\p{N}])")
    .replace(/>(?=$|\(\?!)/, "(?![\\p{L}\\p{N}])");
  return new RegExp(bounded, "iu");
}
