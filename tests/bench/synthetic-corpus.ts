import { stopWords } from "../../src/text/stop-words.ts";
import type { IndexedDocument } from "../../src/vector-index/vector-index.ts";
import { createRandom } from "../vector-index/index-fixtures.ts";

const VOCABULARY = 30_000;
const WORDS_PER_PASSAGE = 150;
export const PASSAGES_PER_DOCUMENT = 10;
const DIMENSIONS = 512;
const CLUSTERS = 64;
const SOURCES = 5;
/** Documents are spread evenly over these access lists: one list is one in ten readable. */
export const ACCESS_IDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const SYLLABLES = "ka lo mi ter bran ves tol rin pash den gor hul jek sar nim fop".split(" ");

/** Invented text: a Zipf distribution whose most frequent words are the English stop words. */
export function createCorpus(seed: number) {
  const random = createRandom(seed);
  const stop = [...stopWords("en")];
  const words = Array.from({ length: VOCABULARY }, (_, rank) => stop[rank] ?? inventWord(rank));
  const cumulative = new Float64Array(VOCABULARY);
  let total = 0;
  for (let rank = 0; rank < VOCABULARY; rank++) {
    total += 1 / (rank + 2.7);
    cumulative[rank] = total;
  }
  // The same for every seed, so that queries and passages lie in the same clusters.
  const shape = createRandom(1);
  const centres = Array.from({ length: CLUSTERS }, () =>
    Float32Array.from({ length: DIMENSIONS }, () => shape() - 0.5),
  );

  function word(): string {
    const wanted = random() * total;
    let [low, high] = [0, VOCABULARY - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? "";
  }

  const text = (length: number) => Array.from({ length }, word).join(" ");

  function vector(): Float32Array {
    const centre = centres[Math.floor(random() * CLUSTERS)];
    const numbers = Float32Array.from(centre ?? [], (number) => number + (random() - 0.5) * 1.2);
    const length = Math.hypot(...numbers);
    return numbers.map((number) => number / length);
  }

  function document(number: number): IndexedDocument {
    return {
      source: `source-${number % SOURCES}`,
      documentId: `document-${number}`,
      accessId: ACCESS_IDS[number % ACCESS_IDS.length] ?? 1,
      title: text(5),
      url: undefined,
      path: `folder/document-${number}`,
      updatedAt: undefined,
      passages: Array.from({ length: PASSAGES_PER_DOCUMENT }, (_, ordinal) => ({
        ordinal,
        headings: [text(3)],
        text: text(WORDS_PER_PASSAGE),
        hash: `${number}-${ordinal}`.padEnd(64, "0"),
      })),
    };
  }

  /** Five words of all degrees of rarity and two stop words. */
  function question(): string {
    const rarity = () => stop.length * (VOCABULARY / stop.length) ** random();
    const rare = Array.from({ length: 5 }, () => words[Math.floor(rarity())] ?? "");
    return ["how", "the", ...rare].join(" ");
  }

  return { document, vector, question };
}

function inventWord(rank: number): string {
  let word = "";
  for (let rest = rank + 17; rest > 0; rest >>= 4) word += SYLLABLES[rest % 16];
  return word;
}
