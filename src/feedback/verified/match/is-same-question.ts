import type { ContentWord, QuestionMeaning, ReadQuestion } from "./read-question.ts";

/**
 * Whether two questions ask the same, so that the answer to one answers the other. Each word of
 * either has to have its counterpart: vectors are no help here, they take "5,000" and "50,000", or
 * "from Berlin to Munich" and its reverse, for nearer than most paraphrases.
 */
export function isSameQuestion(a: ReadQuestion, b: ReadQuestion): boolean {
  if (a.meaning === undefined || b.meaning === undefined) return a.exact === b.exact;
  return meansSame(a.meaning, b.meaning);
}

function meansSame(a: QuestionMeaning, b: QuestionMeaning): boolean {
  return (
    a.asking === b.asking &&
    a.modality === b.modality &&
    a.negations === b.negations &&
    a.content.length === b.content.length &&
    a.directions.join("\n") === b.directions.join("\n") &&
    sameContent(a, b)
  );
}

function sameContent(a: QuestionMeaning, b: QuestionMeaning): boolean {
  const isPassive = a.links.by !== b.links.by;
  if (a.content.every((word, at) => isSameWord(word, b.content[at]))) return !isPassive;
  // "The password of my VPN" is "my VPN password", "is paid by" is "pays"; any other order says something else.
  if (a.links.of === b.links.of && !isPassive) return false;
  const left = [...b.content];
  for (const word of a.content) {
    const at = left.findIndex((other) => isSameWord(word, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

const ENDINGS = /^(?:|s|es|d|ed|ing|ies|y|ied|e)$/;

/** The same word, or another form of it: one stem alone may be that of "import" and "important". */
function isSameWord(a: ContentWord, b: ContentWord | undefined): boolean {
  if (b === undefined || a.stem !== b.stem) return false;
  if (a.word === b.word) return true;
  let shared = 0;
  while (a.word[shared] === b.word[shared]) shared += 1;
  const [first, second] = [a.word.slice(shared), b.word.slice(shared)];
  const isBare = (first === "" && second === "e") || (first === "e" && second === "");
  return ENDINGS.test(first) && ENDINGS.test(second) && !isBare;
}
