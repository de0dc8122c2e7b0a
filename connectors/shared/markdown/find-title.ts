const ATX = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/m;
const FIRST_ATX_H1 = /^ {0,3}#[ \t]+(\S.*)$/m;
const FIRST_SETEXT_H1 = /^ {0,3}(\S.*)\n {0,3}={3,}[ \t]*$/m;

export interface FoundTitle {
  title: string;
  /** The text without the heading that the title repeats or was taken from. */
  body: string;
}

/**
 * Settles the title of a page: the one given, else its first main heading, else a heading that
 * opens it. A heading equal to the title leaves the text, where every passage would repeat it.
 */
export function findTitle(text: string, given: string | undefined): FoundTitle | undefined {
  const heading = mainHeading(text);
  if (heading === undefined) return given === undefined ? undefined : { title: given, body: text };
  const words = plainWords(heading.words);
  if (given !== undefined && !isSame(given, words)) return { title: given, body: text };
  const before = text.slice(0, heading.start).trimEnd();
  const after = text.slice(heading.end).replace(/^\s*\n/, "");
  return {
    title: given ?? words,
    body: before === "" ? after.replace(/^\n+/, "") : `${before}\n\n${after.replace(/^\n+/, "")}`,
  };
}

function mainHeading(text: string): { words: string; start: number; end: number } | undefined {
  const found = [FIRST_ATX_H1.exec(text), FIRST_SETEXT_H1.exec(text)]
    .filter((match) => match !== null)
    .sort((a, b) => a.index - b.index)[0];
  const opening = ATX.exec(text);
  const opens = opening !== null && text.slice(0, opening.index).trim() === "";
  const match = found ?? (opens ? opening : undefined);
  const words = found === undefined ? opening?.[2] : found[1];
  if (match === undefined || words === undefined || plainWords(words) === "") return undefined;
  return { words, start: match.index, end: match.index + match[0].length };
}

/** A heading without its Markdown marks. */
export function plainWords(inline: string): string {
  return (
    inline
      // No heading is longer; a line that is must not cost the time its patterns could take.
      .slice(0, 500)
      .replace(/\s#+\s*$/, "")
      .replaceAll(/!?\[([^\]]*)\]\([^()]*\)/g, "$1")
      .replaceAll(/(\*\*|__|~~|`+)(?=\S)(.+?)(?<=\S)\1/g, "$2")
      .replaceAll(/(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])/g, "$2")
      .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
      .replaceAll(/\s+/g, " ")
      .trim()
  );
}

function isSame(a: string, b: string): boolean {
  const letters = (text: string) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ");
  return letters(a).trim() === letters(b).trim();
}
