import { plainSentence } from "./reveal-sentence.ts";
import { withoutInvisible } from "./reveal-text.ts";
import { findSignal, signalsFor } from "./signals/find-signal.ts";

const REASON = "It repeats an instruction aimed at the answer itself.";
const ALWAYS = signalsFor();

/** Why a sentence is an instruction to whoever writes the answer; undefined for all other text. */
export function findInstruction(sentence: string): string | undefined {
  const plain = plainSentence(withoutInvisible(sentence));
  return findSignal(plain, ALWAYS) === undefined ? undefined : REASON;
}
