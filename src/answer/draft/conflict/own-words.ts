import { plainText, splitSentences } from "../../../text/split-sentences.ts";
import type { AnswerWarning } from "../../answer.ts";
import type { RetrievedPassage } from "../../retrieval/retrieve-passages.ts";

const FICTION =
  /\b(?:alternat(?:e|ive)|parallel|fictional|fictitious|imaginary|imagined|fantasy|fantastical|make-believe|mythical|magical) (?:\p{L}+ )?(?:universe|reality|world|realm|timeline|dimension|kingdom|land)\b|\bhypothetical (?:scenario|world|case|situation)\b|\b(?:paralleluniversum|parallelwelt|fiktive[nr]? welt|univers parallele|monde imaginaire|universo paralelo|mundo imaginario)\b/iu;
const DISSENT =
  /\bcontrar(?:y|ily) to (?:\p{L}+[ -]){0,3}(?:beliefs?|misconceptions?|knowledge|opinions?|assumptions?|understanding|thinking|wisdom|expectations?)\b|\b(?:common|popular|widespread|general)(?:ly)? (?:misconceptions?|misbeliefs?|held beliefs?)\b|\b(?:often|commonly|widely|frequently|popularly|generally) (?:mistaken|misidentified|misinterpreted|misclassified|misunderstood|assumed|presumed|believed|confused)\b|\b(?:despite|contrary to|unlike) (?:\p{L}+ ){0,3}(?:misconceptions?|beliefs?|assumptions?|confusion)\b|\b(?:mistakenly|wrongly|erroneously|falsely) (?:\p{L}+ )?(?:assumed|presumed|thought|believed|classified)\b|\b(?:most|many)(?: people)? (?:\p{L}+ )?(?:presume|assume|believe|think)\b|\bentgegen (?:der|einer) (?:\p{L}+ )?(?:annahme|meinung)\b|\bcontrairement (?:a|à) (?:\p{L}+ )*(?:idées? reçues?|croyances?)\b|\b(?:contrariamente|contrario) a (?:\p{L}+ )*creencias?\b/iu;

/** What a passage says, word for word. */
export interface Witness {
  passage: RetrievedPassage;
  words: readonly string[];
}

/**
 * Says so where a document calls itself fiction, or goes against what is held: one that the answer
 * rests on, or one of the others that answer the same.
 */
export function warnOfOwnWords(witnesses: readonly Witness[]): AnswerWarning[] {
  for (const { passage, words } of witnesses) {
    const told = words.map((quote) => around(passage, quote)).join(" ");
    const title = `“${passage.title || passage.path}”`;
    if (FICTION.test(told))
      return warning(`${title} speaks of an imagined world, by its own words.`);
    if (DISSENT.test(told))
      return warning(`${title} contradicts what is commonly held, by its own words.`);
  }
  return [];
}

function warning(text: string): AnswerWarning[] {
  return [{ kind: "conflict", text }];
}

/** A quote with the sentence before it and the one behind. */
function around(passage: RetrievedPassage, quote: string): string {
  const sentences = splitSentences(passage.text);
  const at = sentences.findIndex(({ text }) => text.includes(quote) || quote.includes(text));
  return sentences
    .slice(Math.max(0, at - 1), at + 2)
    .map(({ text }) => plainText(text))
    .join(" ");
}
