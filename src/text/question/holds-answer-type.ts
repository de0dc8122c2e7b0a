import { stem } from "../stem.ts";
import { tokenize, words } from "../tokenize.ts";
import type { AnswerType } from "./answer-type.ts";

const NUMBER_WORD =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|" +
  "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|" +
  "hundred|thousand|million|billion|dozen|half|quarter|zwei|drei|vier|fünf|sechs|sieben|acht|neun|" +
  "zehn|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez";
const NUMBER = new RegExp(
  `\\p{N}[\\p{N}.,]*|\\b(?:${NUMBER_WORD})\\b|[一二三四五六七八九十百千万亿]`,
  "giu",
);
const UNIT =
  "seconds?|minutes?|hours?|days?|weeks?|weekdays?|months?|years?|decades?|centur(?:y|ies)|nights?|" +
  "sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|ans?|années?|jours?|mois|" +
  "heures?|semaines?|años?|días?|meses|horas?|semanas?|年|个月|天|小时|分钟|ngày|tháng|năm|giờ|سنة|سنوات|يوم";
const AMOUNT = `(?:\\p{N}[\\p{N}.,]*|\\b(?:${NUMBER_WORD}|a|an|each|every|per|few|several|ein(?:e[mnr]?)?|une?|una?|[一二三四五六七八九十几]))`;
const DURATION = new RegExp(
  `${AMOUNT}[ -]?(?:(?:to|and|or|–|-|full|working|calendar|business|consecutive|whole) ?\\p{N}* ?){0,3}(?:${UNIT})(?![\\p{Ll}])|` +
    "\\b(?:daily|weekly|monthly|quarterly|annually|yearly|once|twice|biannual(?:ly)?|immediately)\\b",
  "iu",
);
/** "How long" asks for the measure of a thing as well: "at least 16 characters". */
const LENGTH =
  /\p{N} ?(?:characters?|letters?|digits?|words?|pages?|m|cm|km|metres?|meters?|miles?|feet)\b/iu;
const DAY_OR_MONTH =
  /\b(?:january|february|april|june|july|august|september|october|november|december|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|midnight|noon)\b/iu;
// As a small word "may" is a verb, and "march" a walk.
const MAY_OR_MARCH = /\b(?:May|March)\b(?! (?:be|not|have)\b)/u;
const DATE =
  /\b(?:1\d|20)\d\d\b|\b\d{1,2}[./:]\d{1,2}|\b\d+(?:st|nd|rd|th)\b|\b\d{1,2} ?(?:am|pm|a\.m|p\.m)\b|\d年|世纪|century|centuries|jahrhundert|siècle|siglo|today|yesterday|[٠-٩]{4}/iu;
const DEADLINE =
  /\b(?:within|after|before|until|by|from|no later than|ahead|month|week|day|year) /iu;
const ROLE =
  /\b(?:managers?|leads?|leaders?|heads?|directors?|officers?|departments?|teams?|desk|board|owners?|supervisors?|president|ceo|cfo|cto|coo|hr)\b/iu;
const MONEY =
  /(?:[$€£¥]|\b(?:usd|eur|gbp|chf|r\$))\s?\d|\d[\d.,]*\s?(?:k|m|bn|million|billion|thousand)?\s?(?:dollars?|euros?|usd|eur|gbp|chf|brl|pln|sek|jpy|cents?|pounds?|[$€£¥])|\b(?:free of charge|no cost|free)\b/iu;
const PERCENT = /%|percent|per cent|prozent|pour ?cent|por ?ciento|百分/iu;
const REASON =
  /\b(?:because|since|due to|in order to|so that|as a result|therefore|thus|owing to|reason|caused?s?|to (?:ensure|avoid|allow|prevent|protect|keep)|weil|da|wegen|aufgrund|parce que|car|porque|debido)\b|因为|由于|لأن|بسبب/iu;
const PLACE =
  /(?:\b(?:in|at|on|near|from|to|of|within|inside|outside|across|through|into|around|along|between|located|im|bei|aus|nach|à|en|dans|au|tại|ở)\b\s+(?:the\s+|den\s+|la\s+|el\s+)?[\p{Lu}\p{Ll}])|[在于]|في/u;
const NAME = /(?<=[\p{Ll}\p{N},)] |[“"'(]|: )\p{Lu}[\p{L}\p{N}.&'-]*/gu;

/** Whether a sentence holds something of the kind asked for that the question does not itself say. */
export function holdsAnswerType(type: AnswerType, sentence: string, question: string): boolean {
  switch (type) {
    case "number":
      return holdsNewNumber(sentence, question);
    case "percent":
      return PERCENT.test(sentence) && holdsNewNumber(sentence, question);
    case "money":
      return MONEY.test(sentence);
    case "duration":
      return DURATION.test(sentence) || LENGTH.test(sentence) || isDate(sentence);
    case "time":
      return isDate(sentence) || (DEADLINE.test(sentence) && DURATION.test(sentence));
    case "reason":
      return REASON.test(sentence);
    case "place":
      return PLACE.test(sentence);
    case "person":
      return holdsNewName(sentence, question) || ROLE.test(sentence);
    case "name":
      return holdsNewName(sentence, question);
    case "way":
    case "yes-no":
    case "other":
      return true;
  }
}

function isDate(sentence: string): boolean {
  return DATE.test(sentence) || DAY_OR_MONTH.test(sentence) || MAY_OR_MARCH.test(sentence);
}

function holdsNewNumber(sentence: string, question: string): boolean {
  const asked = new Set(question.match(NUMBER) ?? []);
  return (sentence.match(NUMBER) ?? []).some((number) => !asked.has(number));
}

function holdsNewName(sentence: string, question: string): boolean {
  const asked = new Set(words(question));
  const names = sentence.match(NAME) ?? [];
  if (names.some((name) => !words(name).every((word) => asked.has(word)))) return true;
  // Scripts without capitals cannot show a name, so nothing can be said against the sentence.
  return !/\p{Lu}/u.test(sentence);
}

/** Whether a number stands before the very thing that is counted: "47 customers". */
export function countsAsked(sentence: string, counted: string | undefined): boolean {
  if (counted === undefined) return false;
  for (const found of sentence.matchAll(NUMBER)) {
    const after = sentence.slice(found.index + found[0].length, found.index + found[0].length + 60);
    const near = after.match(/^(?:[ *_-]*[\p{L}]+){1,3}/u)?.[0];
    if (near !== undefined && tokenize(near).some((word) => stem(word) === counted)) return true;
  }
  return false;
}
