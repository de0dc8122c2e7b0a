import { analyzeQuestion } from "../../../text/question/analyze-question.ts";
import { matchTerm, stemsOf } from "../../../text/question/match-terms.ts";
import { readTokens } from "../reading/read-tokens.ts";
import { groupsOf, type ReadPassage, type Unit } from "../reading/read-units.ts";

/** Fewer words are a name or a number by themselves: they answer only where the question is spoken of. */
const FRAGMENT = 4;
/** Below so many strong words, a question is known by its weaker ones too. */
const LEAST_STRONG = 2;
/** Verbs that ask for an answer: a page that holds them does not speak of the question for that. */
const REQUESTS = new Set(
  stemsOf("find show tell give list explain describe name state record report identify provide"),
);
/** So many of the question's words a sentence needs in a paragraph that gives orders. */
const BESIDE_ORDERS = 2;

/**
 * Makes the check of whether what carries a sentence has to do with the question. Somebody who
 * plants words in a page can make them true to the page, but seldom to what will be asked of it.
 */
export function createRelevance(
  question: string,
): (sentence: string, units: readonly Unit[], sources: readonly ReadPassage[]) => boolean {
  const { terms, language } = analyzeQuestion(question);
  const tokens = readTokens(question, language);
  const weak = new Set(tokens.filter(({ isWeak }) => isWeak).flatMap(({ raw }) => stemsOf(raw)));
  const telling = terms.filter(({ soft }) => !soft);
  const strong = telling.filter(({ stem }) => !weak.has(stem));
  // "How many staff does the team comprise?" has one strong word, and its answer needs none of it.
  const known = (strong.length >= LEAST_STRONG ? strong : telling).filter(
    ({ stem }) => !REQUESTS.has(stem),
  );
  const asked = known.length > 0 ? known : terms;
  const stems = new Set(asked.map(({ stem }) => stem));
  const groups = tokens.filter(({ stem, isWeak }) => stems.has(stem) && !isWeak).flatMap(groupsOf);
  const read = new Map<string, boolean>();
  const shares = (text: string) => {
    let found = read.get(text);
    if (found === undefined) {
      const stems = stemsOf(text);
      const set = new Set(stems);
      found = asked.some((term) => matchTerm(term.stem, stems, set) > 0);
      read.set(text, found);
    }
    return found;
  };
  const speaksOfIt = (unit: Unit) =>
    shares(unit.quote) ||
    groups.some((group) => unit.byGroup.get(group)?.some((one) => one.isContent && !one.isWeak));
  /** In how many of its words the unit speaks of the question. */
  const sharedWith = (unit: Unit) => {
    const own = stemsOf(unit.quote);
    const set = new Set(own);
    return asked.filter((term) => matchTerm(term.stem, own, set) > 0).length;
  };
  const isNear = (unit: Unit, source: ReadPassage, sentence: string) => {
    const near = source.units.filter(speaksOfIt);
    if (source.maskedBlocks.has(unit.block) && speaksOfIt(unit))
      return sharedWith(unit) >= Math.min(BESIDE_ORDERS, asked.length);
    if (speaksOfIt(unit)) return true;
    // What is in another language than the question shares no words with it, wherever it stands.
    if (near.length === 0 && isForeign(source)) return !source.isMasked;
    // On a page that gives orders, only what speaks of the question itself is believed.
    if (source.isMasked) return false;
    if (unit.kind === "code" || sentence.split(/\s+/).length < FRAGMENT)
      return near.some(({ block }) => block === unit.block) || shares(unit.above);
    return belongs(unit, near, source);
  };
  /** Whether a unit has words in common with what speaks of the question: what was planted seldom has. */
  const belongs = (unit: Unit, near: readonly Unit[], source: ReadPassage) => {
    if (near.some(({ block }) => block === unit.block)) return true;
    if (shares(unit.above)) return true;
    const topical = near.filter((one) => one !== unit);
    const own = contentOf(unit);
    if (topical.some((one) => contentOf(one).some((stem) => own.includes(stem)))) return true;
    const top = source.texts.slice(0, -1).join("\n");
    return (
      shares(top) &&
      source.top.tokens.some((one) => one.isContent && !one.isWeak && own.includes(one.stem))
    );
  };
  const isForeign = (source: ReadPassage) =>
    language !== "unknown" && source.language !== "unknown" && source.language !== language;
  return (sentence, units, sources) =>
    asked.length === 0 ||
    units.some((unit) => {
      const source = sources.find(({ n }) => n === unit.n);
      return source !== undefined && isNear(unit, source, sentence);
    });
}

function contentOf(unit: Unit): string[] {
  return unit.tokens.filter((one) => one.isContent && !one.isWeak).map(({ stem }) => stem);
}
