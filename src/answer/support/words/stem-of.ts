import { stem } from "../../../text/stem.ts";
import { baseForm } from "./base-forms.ts";

/** The stem of a folded word's base form: what two words are the same by. */
export function stemOf(word: string): string {
  return stem(baseForm(word));
}
