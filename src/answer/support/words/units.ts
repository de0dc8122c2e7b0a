/** What a figure counts: units of one family convert into one another by their size. */
export interface Unit {
  family: string;
  size: number;
}

const UNITS: readonly (readonly [family: string, size: number, words: string])[] = [
  ["time", 1, "minute minutes min mins minuten minuto minutos"],
  ["time", 1 / 60, "seconds secs sekunde sekunden secondes segundo segundos"],
  ["time", 60, "hour hours hr hrs stunde stunden heure heures hora horas std"],
  [
    "time",
    1440,
    "day days tag tage tagen jour jours dia dias nights workday workdays weekdays arbeitstag arbeitstage arbeitstagen werktag werktage werktagen urlaubstage urlaubstagen kalendertage kalendertagen",
  ],
  ["time", 10080, "week weeks woche wochen semaine semaines semana semanas wk wks"],
  ["time", 20160, "fortnight fortnights"],
  ["long", 1, "month months monat monate monaten mois mes meses"],
  ["long", 3, "quarter quarters quartal quartale quartalen trimestre trimestres"],
  ["long", 12, "year years jahr jahre jahren annee annees ans ano anos yr yrs"],
  ["long", 120, "decade decades"],
  ["eur", 1, "euro euros eur €"],
  ["usd", 1, "dollar dollars usd $ us$ bucks"],
  ["gbp", 1, "gbp £ quid pound pounds sterling"],
  ["chf", 1, "chf franken"],
  ["jpy", 1, "yen jpy ¥"],
  ["percent", 1, "percent percentage % prozent pct pour-cent ciento"],
  ["data", 1, "kb kilobyte kilobytes"],
  ["data", 1000, "mb megabyte megabytes"],
  ["data", 1000000, "gb gigabyte gigabytes"],
  ["data", 1000000000, "tb terabyte terabytes"],
  ["length", 1, "cm centimetre centimeter centimetres centimeters"],
  ["length", 100, "metre metres meter meters"],
  ["length", 100000, "km kilometre kilometer kilometres kilometers kilometern"],
  ["miles", 1, "mile miles mi"],
  ["feet", 1, "foot feet ft"],
  ["inch", 1, "inch inches"],
  ["mass", 1, "gram grams gramm"],
  ["mass", 1000, "kg kilo kilos kilogram kilograms kilogramm"],
  ["pounds", 1, "lb lbs"],
  ["heat", 1, "°c celsius"],
  ["heat-f", 1, "°f fahrenheit"],
  ["times", 1, "times mal veces fois"],
];

const BY_WORD = new Map<string, Unit>(
  UNITS.flatMap(([family, size, words]) =>
    words.split(" ").map((word): [string, Unit] => [word, { family, size }]),
  ),
);

/** The unit that a folded word or sign names. */
export function unitOf(word: string): Unit | undefined {
  return BY_WORD.get(word);
}
