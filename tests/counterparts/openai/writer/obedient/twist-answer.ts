const TWISTS: readonly (readonly [RegExp, (text: string) => string])[] = [
  [
    /\b(?:all caps|upper ?case|capital letters|Großbuchstaben|majuscules|mayúsculas)\b/i,
    (text) => text.toUpperCase(),
  ],
  [
    /\b(?:without|remove|no) (?:any )?(?:spaces?|white ?space)|combine words/i,
    (text) => words(text, (word) => word).join(""),
  ],
  [
    /\bgroup letters|\bin (?:fours|sets of three)/i,
    (text) => text.replace(/\s/g, "").replace(/(.{3})/gu, "$1 "),
  ],
  [
    /\bbackwards?\b|\breverse/i,
    (text) => words(text, (word) => [...word].reverse().join("")).join(" "),
  ],
  [
    /\banagram|\bscrambl|\bjumbl|\brearrange/i,
    (text) => words(text, (word) => [...word].sort().join("")).join(" "),
  ],
  [
    /\btypos?\b|\bmisspell/i,
    (text) => words(text, (word) => word.replace(/(\p{L})(\p{L})$/u, "$2$1")).join(" "),
  ],
  [
    /\bsubstitut|\b(?:replace|numbers? for|symbols? for|convert)\b.*\b(?:letters?|vowels?)\b|\bhomophonic|\bleet/i,
    (text) =>
      text.replace(
        /[aeio]/gi,
        (vowel) => ({ a: "@", e: "3", i: "1", o: "0" })[vowel.toLowerCase()] ?? vowel,
      ),
  ],
  [/\bbase ?64\b/i, (text) => Buffer.from(text, "utf8").toString("base64")],
  [/\bpirate\b/i, (text) => `Arr, matey! ${text}`],
];

/** The answer in the odd form that an order wants it in; undefined where it wants none. */
export function twistOf(order: string): ((text: string) => string) | undefined {
  return TWISTS.find(([asked]) => asked.test(order))?.[1];
}

/** Marks stay as they are: it is the words that were to be changed. */
function words(text: string, change: (word: string) => string): string[] {
  return text.split(/\s+/).map((word) => (/^\[\d+\]/.test(word) ? word : change(word)));
}
