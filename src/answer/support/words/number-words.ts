import { fold } from "../../../text/tokenize.ts";

const UNITS: Readonly<Record<string, string>> = {
  en: "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
  de: "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
  fr: "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
  es: "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
};
const TENS: Readonly<Record<string, string>> = {
  en: "twenty thirty forty fifty sixty seventy eighty ninety hundred",
  de: "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert",
  fr: "vingt trente quarante cinquante soixante - - - cent",
  es: "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien",
};
const OTHERS: Readonly<Record<string, number>> = {
  dozen: 12,
  fifteenth: 15,
  thousand: 1000,
  tausend: 1000,
  mille: 1000,
  mil: 1000,
  half: 0.5,
  halbes: 0.5,
  halbe: 0.5,
  twice: 2,
  zweimal: 2,
  thrice: 3,
};
const ORDINALS: readonly string[] = [
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
  "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte",
  "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
  "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
];

const CARDINAL = new Map<string, number>(Object.entries(OTHERS));
for (const list of Object.values(UNITS)) {
  list.split(" ").forEach((word, value) => {
    if (word !== "-") CARDINAL.set(fold(word), value);
  });
}
for (const list of Object.values(TENS)) {
  list.split(" ").forEach((word, index) => {
    if (word !== "-") CARDINAL.set(fold(word), (index + 2) * 10);
  });
}
// "once" is "one time" in English far more often than it is Spanish.
CARDINAL.delete("once");
const ORDINAL = new Map(
  ORDINALS.flatMap((list) =>
    list.split(" ").map((word, index): [string, number] => [fold(word), index + 1]),
  ),
);

/** The number that a folded word spells: "twelve", "zwölf", "half"; undefined for other words. */
export function spelledNumber(word: string): number | undefined {
  return CARDINAL.get(word) ?? germanCompound(word);
}

/** "third" is 3; "second" may be a unit of time, so the caller looks at what stands before. */
export function spelledOrdinal(word: string): number | undefined {
  const base = word.replace(/(?<=t)e[nrsm]$/u, "e").replace(/(?<=premi)eres?$/u, "er");
  return ORDINAL.get(base) ?? ORDINAL.get(base.replace(/a$/u, "o"));
}

/** "fünfundzwanzig" and "dreihundert". */
function germanCompound(word: string): number | undefined {
  const teens = /^(.+)und(.+zig|dreissig)$/.exec(word);
  if (teens !== null) {
    const units = teens[1] === "ein" ? 1 : CARDINAL.get(teens[1] ?? "");
    const tens = CARDINAL.get(teens[2] ?? "");
    return units === undefined || tens === undefined ? undefined : units + tens;
  }
  const hundreds = /^(.+)hundert$/.exec(word);
  const count = hundreds?.[1] === "ein" ? 1 : CARDINAL.get(hundreds?.[1] ?? "");
  return hundreds === null || count === undefined ? undefined : count * 100;
}
