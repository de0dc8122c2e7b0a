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
  const line = text.toWellFormed().slice(0, MOST_CHARACTERS).replace(UNSEEN, "");
  return [...line.matchAll(WORDS)].map(([word, double, single]) => double ?? single ?? word);
}

/** A word as `parseCommand` reads it back, whatever is in it. */
export function quoteWord(word: string): string {
  return /^[^\s"“”„‟«»'‘’‚‛]+$/.test(word) ? word : `"${word.replace(/["“”„‟«»]/g, "")}"`;
}
