/** More than anybody types; what is longer is cut. */
const MOST_CHARACTERS = 3_000;
/** Shown as nothing: copied along from web pages. */
const UNSEEN = /[\u200b-\u200d\u2060\ufeff]/g;
/** A keyboard may open with one kind of quote and close with another. */
const DOUBLE = '"“”„‟«»';
const SINGLE = "'‘’‚‛";
const WORDS = new RegExp(
  `[${DOUBLE}]([^${DOUBLE}]*)(?:[${DOUBLE}]|$)|[${SINGLE}]([^${SINGLE}]*)[${SINGLE}](?=\\s|$)|\\S+`,
  "g",
);

/** The words of a command; what stands between quotes of any kind is one word. */
export function parseCommand(text: string): string[] {
  return [...clean(text).matchAll(WORDS)].map(unquoted);
}

/** The words up to a place, and all that follows them as one, as it was typed but for quotes around the whole. */
export function parseCommandText(text: string, wordsBefore: number): string[] {
  const line = clean(text);
  const found = [...line.matchAll(WORDS)];
  const first = found[wordsBefore];
  const words = found.slice(0, wordsBefore).map(unquoted);
  if (first === undefined) return words;
  return [
    ...words,
    found.length === wordsBefore + 1 ? unquoted(first) : line.slice(first.index).trim(),
  ];
}

function unquoted([word, double, single]: RegExpExecArray): string {
  return double ?? single ?? word;
}

function clean(text: string): string {
  return text.toWellFormed().slice(0, MOST_CHARACTERS).replace(UNSEEN, "");
}

/** A word as `parseCommand` reads it back, whatever is in it. */
export function quoteWord(word: string): string {
  return /^[^\s"“”„‟«»'‘’‚‛]+$/.test(word) ? word : `"${word.replace(/["“”„‟«»]/g, "")}"`;
}
