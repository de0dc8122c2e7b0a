const ENCODED = /(?<![\p{L}\p{N}+/=])[A-Za-z0-9+/]{20,}={0,2}(?![\p{L}\p{N}+/=])/gu;
const WORDS = /^[\p{L}\p{N}\p{P}\p{S}\s]+$/u;
/** Letters of other scripts that look like Latin ones, where a word mixes both. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  с: "c",
  е: "e",
  н: "h",
  і: "i",
  ј: "j",
  к: "k",
  м: "m",
  о: "o",
  р: "p",
  ѕ: "s",
  т: "t",
  у: "y",
  х: "x",
  α: "a",
  ε: "e",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  // Patterns are told so: see `words`.
  ı: "i",
  "i\u0307": "i",
};
const MIXED =
  /(?<!\p{L})(?=\p{L}*\p{Script=Latin})(?=\p{L}*[\p{Script=Cyrillic}\p{Script=Greek}ıİ])\p{L}+/gu;

/** A sentence as whoever decodes it reads it: Base64 in words, and all in plain letters. */
export function revealSentence(sentence: string): string {
  return plainSentence(plainSentence(sentence).replace(ENCODED, (one) => decode(one) ?? one));
}

/** A sentence in one line without emphasis, look-alike letters as what they look like. */
export function plainSentence(sentence: string): string {
  return sentence
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]/g, "")
    .replace(MIXED, (word) =>
      [...word].map((letter) => LOOK_ALIKE[letter.toLowerCase()] ?? letter).join(""),
    )
    .replace(/[*_`~]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** What encoded words of a text come to, where they are words; an address holds none. */
export function decodedWords(text: string): string[] {
  const plain = text.normalize("NFKC").replace(/[a-z][a-z0-9+.-]{0,30}:\/\/\S+/giu, " ");
  return [...plain.matchAll(ENCODED)].flatMap(([encoded]) => decode(encoded) ?? []);
}

function decode(encoded: string): string | undefined {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return WORDS.test(text) && /\p{L}{2,} \p{L}{2,}/u.test(text) ? text : undefined;
}
