import type { AnswerType } from "./analyze-question.ts";
import { words } from "./tokenize.ts";

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
const DURATION = new RegExp(
  `(?:${UNIT})|\\b(?:daily|weekly|monthly|quarterly|annually|yearly|every|once|twice|biannual)`,
  "iu",
);
const DATE =
  /\b(?:1\d|20)\d\d\b|\b\d{1,2}[./:]\d{1,2}|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b|\b\d+(?:st|nd|rd|th)\b|\b\d{1,2} ?(?:am|pm|a\.m|p\.m)\b|\d年|世纪|century|centuries|jahrhundert|siècle|siglo|today|yesterday|[٠-٩]{4}/iu;
const MONEY =
  /[$€£¥]\s?\d|\d[\d.,]*\s?(?:k|m|bn|million|billion|thousand)?\s?(?:dollars?|euros?|usd|eur|gbp|cents?|pounds?|[$€£¥])|\b(?:free of charge|no cost|free)\b/iu;
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
      return DURATION.test(sentence);
    case "time":
      return DATE.test(sentence);
    case "reason":
      return REASON.test(sentence);
    case "place":
      return PLACE.test(sentence);
    case "person":
    case "name":
      return holdsNewName(sentence, question);
    case "way":
    case "yes-no":
    case "other":
      return true;
  }
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
