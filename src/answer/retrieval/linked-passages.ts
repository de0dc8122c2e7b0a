import { words } from "../../text/tokenize.ts";
import { type SearchText, wholeText } from "../rewrite-question.ts";

/** What is looked at in a ranked passage. */
interface TitledPassage {
  source: string;
  documentId: string;
  title: string;
  text: string;
}

/** A page that names everything, such as an index, must not lift all it names. */
const MAX_LINKS_PER_PASSAGE = 4;

/**
 * Finds, for each of the first `sources` ranked passages, the documents among the ranked whose title
 * (two words or more) the passage's text names and the query does not; one passage per document, the
 * best ranked, with the passage that names it.
 */
export function linkedPassages<T extends TitledPassage>(
  search: SearchText,
  ranked: readonly T[],
  sources: number,
): { passage: T; from: T }[] {
  const asked = phrase(wholeText(search));
  const targets: { passage: T; title: string }[] = [];
  const seen = new Set<string>();
  for (const passage of ranked) {
    const key = `${passage.source}\n${passage.documentId}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const title = phrase(titleName(passage.title));
    if (title.indexOf(" ", 1) < title.length - 1 && !asked.includes(title)) {
      targets.push({ passage, title });
    }
  }
  const links: { passage: T; from: T }[] = [];
  for (const from of ranked.slice(0, sources)) {
    const text = phrase(from.text);
    const named = targets.filter(
      ({ passage, title }) => passage.documentId !== from.documentId && text.includes(title),
    );
    links.push(...named.slice(0, MAX_LINKS_PER_PASSAGE).map(({ passage }) => ({ passage, from })));
  }
  return links;
}

/** A title without the bracket that tells namesakes apart: "Mercury (planet)" is "Mercury". */
function titleName(title: string): string {
  return title.replace(/\s*\([^()]*\)\s*$/, "");
}

/** The words of a text with one space before and after each, so that `includes` finds whole words. */
function phrase(text: string): string {
  return ` ${words(text).join(" ")} `;
}
