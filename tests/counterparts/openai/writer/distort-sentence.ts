const FIGURE = /\p{N}+(?:[.,:]\p{N}+)*/u;
const NUMBER_WORDS =
  "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty".split(" ");
const NUMBER_WORD = new RegExp(`\\b(${NUMBER_WORDS.join("|")})\\b`, "i");
/** Each negation with what is left when it is lost; the first that occurs is the one. */
const LOST: readonly (readonly [pattern: RegExp, positive: string])[] = [
  [/\bcannot\b/i, "can"],
  [/\b(can|ca)n['’]t\b/i, "can"],
  [/\bwon['’]t\b/i, "will"],
  [/\b(is|are|was|were|does|do|did|must|should|has|have|had)n['’]t\b/i, "$1"],
  [/\b(must|may|should|can|will|is|are|was|were|does|do|did|has|have|shall) not\b/i, "$1"],
  [/\bnot /i, ""],
  [/\bnever\b/i, "always"],
  [/\bwithout\b/i, "with"],
  [/\bunless\b/i, "if"],
  [/\b(?<!\p{L})no (?=\p{L})/iu, ""],
  [/\bonly /i, ""],
];
const VERB = /\b(must|may|should|can|will|is|are|was|were|has|have|shall)\b(?! not)/i;

/** The sentence with its first figure changed, in digits or in words; undefined where it has none. */
export function changeFigure(sentence: string): string | undefined {
  const changed = FIGURE.test(sentence)
    ? sentence.replace(FIGURE, changeDigits)
    : sentence.replace(NUMBER_WORD, nextWord);
  return changed === sentence ? undefined : changed;
}

/** The sentence without its negation, or with one that it had not; undefined where that cannot be. */
export function turnNegation(sentence: string, how: "drop" | "add"): string | undefined {
  if (how === "add") {
    const negated = sentence.replace(VERB, "$1 not");
    return negated === sentence ? undefined : negated;
  }
  const [pattern, positive] = LOST.find(([negation]) => negation.test(sentence)) ?? [];
  if (pattern === undefined || positive === undefined) return undefined;
  const changed = sentence.replace(pattern, positive).trim();
  return `${changed.charAt(0).toUpperCase()}${changed.slice(1)}`;
}

// "08:30" stays a time and "2,000" a number: only the leading digit moves, and never to a zero.
function changeDigits(figure: string): string {
  const at = figure.search(/[1-9]/);
  if (at < 0) return `1${figure}`;
  const digit = Number(figure[at]);
  return `${figure.slice(0, at)}${digit === 9 ? 4 : digit + 1}${figure.slice(at + 1)}`;
}

function nextWord(word: string): string {
  const at = NUMBER_WORDS.indexOf(word.toLowerCase());
  const other = NUMBER_WORDS[(at + 2) % NUMBER_WORDS.length] ?? word;
  return /^\p{Lu}/u.test(word) ? `${other.charAt(0).toUpperCase()}${other.slice(1)}` : other;
}
