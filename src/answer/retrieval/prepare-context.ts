import type { Writer } from "../../models/models.ts";
import { tokenize } from "../../text/tokenize.ts";
import type { RetrievedPassage } from "./retrieve-passages.ts";

/** A token is a few letters; of text without spaces, hardly more than one. */
const CHARACTERS_PER_TOKEN = 3;
/** How far down the ranking duplicates and neighbours are looked for. */
const LOOK_AT = 24;
const SHINGLE_WORDS = 5;
const NEAR_DUPLICATE = 0.85;

/**
 * The passages worth reading, as many as the writer takes: near-duplicates folded into the newest,
 * neighbours joined, the strongest first.
 */
export function prepareContext(
  ranked: RetrievedPassage[],
  writer: Pick<Writer, "maxPassages" | "maxPassageTokens">,
): RetrievedPassage[] {
  const distinct = foldDuplicates(ranked.slice(0, LOOK_AT)).slice(0, writer.maxPassages);
  let room = writer.maxPassageTokens * CHARACTERS_PER_TOKEN;
  const fitting = distinct.filter(({ text }, at) => {
    // The best one goes in whatever its length: the model's adapter cuts what is too long.
    if (at > 0 && text.length > room) return false;
    room -= text.length;
    return true;
  });
  return joinNeighbours(fitting);
}

function foldDuplicates(ranked: RetrievedPassage[]): RetrievedPassage[] {
  const kept: { passage: RetrievedPassage; shingles: Set<string> }[] = [];
  for (const passage of ranked) {
    const shingles = shinglesOf(passage.text);
    const twin = kept.find((other) => similarity(shingles, other.shingles) >= NEAR_DUPLICATE);
    if (twin === undefined) kept.push({ passage, shingles });
    else if (isNewer(passage, twin.passage)) {
      // The newest copy takes the place in the ranking that the best copy earned.
      twin.passage = { ...passage, score: twin.passage.score };
    }
  }
  return kept.map((entry) => entry.passage);
}

function shinglesOf(text: string): Set<string> {
  const terms = tokenize(text);
  const shingles = new Set<string>();
  for (let at = 0; at < Math.max(1, terms.length - SHINGLE_WORDS + 1); at += 1) {
    shingles.add(terms.slice(at, at + SHINGLE_WORDS).join(" "));
  }
  return shingles;
}

function similarity(a: Set<string>, b: Set<string>): number {
  if (Math.min(a.size, b.size) < NEAR_DUPLICATE * Math.max(a.size, b.size)) return 0;
  let shared = 0;
  for (const shingle of a) if (b.has(shingle)) shared += 1;
  return shared / (a.size + b.size - shared);
}

function isNewer(a: RetrievedPassage, b: RetrievedPassage): boolean {
  if (a.updatedAt === undefined || b.updatedAt === undefined) return false;
  return Date.parse(a.updatedAt) > Date.parse(b.updatedAt);
}

/** Passages that follow each other in one document read better as one. */
function joinNeighbours(passages: RetrievedPassage[]): RetrievedPassage[] {
  const joined: { passage: RetrievedPassage; first: number; last: number }[] = [];
  for (const passage of passages) {
    const neighbour = joined.find(
      (other) =>
        other.passage.source === passage.source &&
        other.passage.documentId === passage.documentId &&
        (other.last + 1 === passage.ordinal || other.first - 1 === passage.ordinal),
    );
    if (neighbour === undefined) {
      joined.push({ passage, first: passage.ordinal, last: passage.ordinal });
      continue;
    }
    const before = passage.ordinal < neighbour.first;
    const texts = [neighbour.passage.text, passage.text];
    neighbour.passage = {
      ...neighbour.passage,
      text: (before ? texts.reverse() : texts).join("\n\n"),
      hash: `${neighbour.passage.hash}+${passage.hash}`,
    };
    neighbour.first = Math.min(neighbour.first, passage.ordinal);
    neighbour.last = Math.max(neighbour.last, passage.ordinal);
  }
  return joined.map((entry) => entry.passage);
}
