import type { Finding } from "../../finding.ts";
import { anyCase } from "../any-case.ts";
import { ID_FORMS, ID_NAMES } from "./national-ids.ts";

/** Between a number's name and the number. */
const LINK = String.raw`(?:\p{L}{0,2}\.?[ -]{0,2}(?:numbers?|nummer|num(?:é|e)ro|n[uú]mero|number|num|no|nr|n[°º]|#|id|ids?|code|card|号码?|號碼?|番号|번호|номер|numer|numara(?:sı)?|kod|[cč][ií]slo))?\.?["'’»”]?(?:\s?\([^()\n]{1,30}\))?(?:\s(?:for|of|is|ist|lautet|est|es|è|é|är|er|to|on|jest|de|von|für|für|pour|para|del|di|van|do|dla|zu[rm]?|till?|av|issued to)(?=\s)(?:\s\p{L}[\p{L}.’'-]{0,20}){0,3}?(?:\s(?:is|ist|lautet|est|es|è|é))?|は|是|为|為|는|은)?\s{0,3}[:=：#]?\s{0,3}["'“„«(]?`;
const VALUE = String.raw`(?=[A-Z\d -]{0,12}\d)(?:[A-ZÄÖÜА-Я]{1,5}[ .-]?)?\d?(?:[ ./-]?[\dA-Z]){3,19}`;
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${anyCase(ID_NAMES)})${anyCase(LINK)}(${VALUE})(?![\\p{L}\\p{N}_])`,
  "dgu",
);
/** Further off: `her passport is blurry, the number reads E88…`. */
const READ = new RegExp(
  `(?<!\\p{L})${anyCase("(?:passport|reisepass|ausweis|passeport|pasaporte|passaporto|passaporte|paspoort|paszport|driv(?:er|ing)[’']?s? licen[cs]e|führerschein|permis de conduire|паспорт)")}\\p{L}{0,3}[^\\n]{1,70}?(?<!\\p{L})${anyCase("(?:number|nummer|num[ée]ro|número|numer|nr|no|номер)")}\\.?(?:\\s(?:is|reads|says|ist|lautet|est|es|è|é|to))?\\s?:?\\s(${VALUE})(?![\\p{L}\\p{N}_])`,
  "dgu",
);
/** Something else of that length: the name was one of a thing, or of a rule. */
const OTHER =
  /^(?:v?\d+(?:\.\d+){1,3}|\d{1,4}|(?:19|20)\d{2}-\d{2}-\d{2}|[A-Z]{2,5}-\d{1,6}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[A-Z ]+)$/;
/** Its groups may begin as a number's name does: `…-8DC6-CFB7-…`. */
const IN_UUID = /[\da-f]{8}-(?:[\da-f]{4}-){0,3}$/i;
const SHORTEST = 5;

/** Numbers that states, tax offices and insurers know people and companies by. */
export function findIds(text: string): Finding[] {
  const formed = ID_FORMS.flatMap(({ pattern, isOne }) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: found, index }) => isOne(found) && !isCounted(text, index))
      .map(({ 0: found, index }) => findingOf(found, index)),
  );
  const named = [...text.matchAll(NAMED), ...text.matchAll(READ)].flatMap(
    ({ indices, index, 1: found = "" }) => {
      const [start = 0] = indices?.[1] ?? [];
      const digits = found.replaceAll(/\D/g, "").length;
      // A plate has few digits, but letters.
      const isLong =
        digits >= SHORTEST || (digits >= 3 && /^[A-Z]/.test(found) && found.length > SHORTEST + 1);
      const isOther = OTHER.test(found) || IN_UUID.test(text.slice(Math.max(0, index - 24), index));
      return !isLong || isOther ? [] : [findingOf(found.trimEnd(), start)];
    },
  );
  return [...formed, ...named];
}

function findingOf(found: string, start: number): Finding {
  const identity = found.toUpperCase().replaceAll(/[ .\-/]/g, "");
  return { kind: "ID", start, end: start + found.length, identity };
}

const COUNTED =
  /(?:ticket|order|invoice|part|case|serial|sku|article|artikel\S*|bestell\S*|auftrag\S*|rechnung\S*|commande|facture|pedido|factura|ordine|fattura|build|commit|version|model|batch|lot|asset|error|code|ref(?:erence)?|tracking|shipment|job|run|po|rma|isbn|ean)[ .:#-]{0,3}(?:(?:no|nr|number|id|n[°º])\.?[ :#-]{0,3})?$/i;

function isCounted(text: string, start: number): boolean {
  return COUNTED.test(text.slice(Math.max(0, start - 28), start));
}
