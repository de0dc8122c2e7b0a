const MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
const PREFIXES = ["وال", "بال", "كال", "فال", "لل", "ال", "و"];
const SUFFIXES = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

/** Brings an Arabic word to one spelling: no vowel marks or tatweel, one form of alef, ya and ta. */
function normaliseArabic(word: string): string {
  return word
    .replace(MARKS, "")
    .replace(/[آأإٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه");
}

/** Strips the article, "and" and the common endings of an Arabic word (the "light10" rules). */
export function stemArabic(word: string): string {
  let stem = normaliseArabic(word);
  const prefix = PREFIXES.find((p) => stem.startsWith(p));
  if (prefix !== undefined && stem.length - prefix.length >= (prefix === "و" ? 3 : 2)) {
    stem = stem.slice(prefix.length);
  }
  for (const suffix of SUFFIXES) {
    if (stem.endsWith(suffix) && stem.length - suffix.length >= 2) {
      stem = stem.slice(0, -suffix.length);
    }
  }
  return stem;
}
