import { words } from "../../text/tokenize.ts";
import { revealText } from "../../text/trust/reveal-text.ts";

/** A run of so many words is no coincidence. */
const RUN = 8;
const REASON = "It repeats what the model was told.";

export type FindPromptLeak = (
  sentence: string,
  cited: readonly { text: string }[],
) => string | undefined;

/**
 * Says of each sentence of one draft, in their order, whether it repeats the words of our prompts.
 * Words that a cited passage has itself are no secret of ours. Case, punctuation, spacing and the
 * cut into sentences make no difference.
 */
export function createLeakFinder(prompts: readonly string[]): FindPromptLeak {
  const ours = new Set(prompts.flatMap((prompt) => runsOf(words(prompt))));
  let before: string[] = [];
  return (sentence, cited) => {
    const said = [...before, ...words(revealText(sentence))];
    before = said.slice(-(RUN - 1));
    const repeated = runsOf(said).filter((run) => ours.has(run));
    if (repeated.length === 0) return undefined;
    const theirs = new Set(cited.flatMap(({ text }) => runsOf(words(text))));
    return repeated.every((run) => theirs.has(run)) ? undefined : REASON;
  };
}

function runsOf(all: readonly string[]): string[] {
  return all.slice(RUN - 1).map((_, at) => all.slice(at, at + RUN).join(" "));
}
