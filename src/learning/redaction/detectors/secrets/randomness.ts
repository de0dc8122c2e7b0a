/** Small and large letters and digits that change places as in no word or name of a program. */
export function isRandom(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z\d]/g, "");
  if (!/\d.*\d/.test(letters) || !/[a-z]/i.test(letters)) return false;
  return changesIn(letters) >= letters.length * 0.35;
}

/** The same, less strictly: something already says that it is a key. */
export function hasNoSense(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z\d]/g, "");
  return /\d/.test(letters) && letters.length >= 12 && changesIn(letters) >= letters.length * 0.2;
}

/** How often a letter is followed by a digit or by one of the other case, or the other way round. */
function changesIn(text: string): number {
  const kinds = [...text].map((letter) => (/\d/.test(letter) ? 0 : /[a-z]/.test(letter) ? 1 : 2));
  return kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
}

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A digest, a build, an id: everybody may know those. */
export function isHash(text: string): boolean {
  const longest = text.split(/[._-]/).toSorted((a, b) => b.length - a.length)[0] ?? "";
  return UUID.test(text) || /^[\da-f]+$/i.test(longest) || /^sha\d+-/i.test(text);
}

/** What software is called, where it lies, when it was made: words, and numbers between signs. */
const READABLE =
  /^(?:v?\d+(?:[.-]\d+)+(?:[.+-]\w+)*|\d{4}-\d\d-\d\d.*|[\d.,:/-]+|https?:.*|[a-z]+(?:[/\\_-](?:[a-z]+|\d+))*[/\\](?:[a-z]+|\d+)(?:[_-](?:[a-z]+|\d+))*|\/.*|\.\.?\/.*|[a-z]:\\.*)$/i;

/**
 * Whether somebody had to make it: right behind a word such as `api key` that is enough to be one.
 * Words that are joined, versions, dates, paths and names of settings are none.
 */
export function isMade(text: string): boolean {
  const bare = text.replace(/[=.]+$/, "");
  if (UUID.test(bare)) return true;
  if (bare.length < 10 || READABLE.test(bare) || /[()<>{}[\]\\]|\.\.|:\/\//.test(bare))
    return false;
  const letters = bare.replaceAll(/[^A-Za-z\d]/g, "");
  if (letters.length < bare.length * 0.7) return false;
  const digits = letters.replaceAll(/\D/g, "").length;
  const parts = bare.split(/[^A-Za-z\d]+/);
  // `eu-west-1`, `config/prod/db2.yaml`: nearly all parts are words or numbers by themselves.
  const mixed = parts.filter((part) => /\d/.test(part) && /[a-z]/i.test(part) && part.length >= 4);
  if (digits >= 2 && mixed.some((part) => part.length >= 8 && changesIn(part) >= 3)) return true;
  if (digits >= 4 && mixed.length >= 2 && mixed.length >= parts.length / 2) return true;
  if (digits >= 2 && letters.length >= 16 && changesIn(letters) >= letters.length * 0.3)
    return true;
  return parts.some((part) => part.length >= 16 && isUnspeakable(part));
}

/** No digits, but no words either: letters of both cases all through one another, or hardly a vowel. */
function isUnspeakable(part: string): boolean {
  const vowels = part.replaceAll(/[^aeiouy]/gi, "").length;
  const isMixed = /[a-z]/.test(part) && /[A-Z]/.test(part);
  if (isMixed) return changesIn(part) >= part.length * 0.4;
  return vowels < part.length * 0.2 || /[^aeiouy\d]{7}/i.test(part);
}
