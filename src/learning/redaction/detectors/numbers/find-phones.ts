import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { before, type Finding, LETTER } from "../../finding.ts";

/** Digits with what people write between them; it begins where no longer number does. */
const NUMBERS = new RegExp(
  String.raw`(?<![${LETTER}\p{N}_#/.-]|\d:)(?:\+|\(\+?|00(?=[ ]?[1-9]))?\d(?:[ \u00a0.()/–‑-]{0,3}\d){5,16}(?:(?=\s?(?:ext\.?|x|durchwahl|dw)\s?\d)|(?![${LETTER}\p{N}_]|[-.:/]\d|%))`,
  "giu",
);
/** Says that a number is one to call. */
const CALLED =
  /(?:\btel|phone|\bph\b|\bcall(?:ed|ing)?\b|\bmobile?\b|movil|\bcell|\bfax|handy|\bruf\w*|anruf|ruckruf|hotline|durchwahl|whatsapp|\bsms\b|\btext(?:ed)? (?:me|him|her|us)\b|tele|appel|joindre|portable|llam|celular|ligar|ligue|telemovel|chiama|cellulare|numero di|bel(?:len)?\b|telefoon|dial|reach|contact|erreich|\bkontakt|電話|携帯|电话|手机|전화|휴대폰|هاتف|جوال|تلفون|тел(?:ефон|\.)|звон|мобильн|\btfn?\b|\btlf\b|\bmob\b|\bmobil|\bnatel|\bgsm\b|\bkom(?:\.|orka|orkowy)|\bfijo\b|\bcel\b|\bpuh\b|\bcep\b|\bmobiel|\bmatkapuh|\bring(?: me| mig|\b)|\btfno|zadzwo|dzwon|τηλ|(?<!\p{L})тел(?!\p{L})|\bzap\b|\bviber\b|\bsignal\b(?! \d)|\bвайбер|puhelin|टेलीफोन|फ़ोन|फोन|numero verde|toll[- ]?free|☎|📞|📱)/u;
/** Says that it is some other number. */
const COUNTED =
  /(?<![a-z])(?:ticket|boleto|tracking|gift card|order|invoice|case|incident|request|serial|seri\w*|sku|part|article|asset|account|konto|customer|kunden|kd|po|rma|tracking|shipment|sendung\w*|bestell\S*|auftrag\S*|rechnung\S*|commande|facture|pedido|factura|ordine|fattura|version|port|build|error|fehler|code|id|isbn|issn|ean|upc|gtin|vat|ust\S*|steuer\S*|iban|timestamp|epoch|hash|commit|ref(?:erence|erenz|\.)?|vorgang\S*|job|process|prozess|pid|batch|task|session|event|record|document|beleg|material|lieferschein|delivery note|gln|transaction|transaktion|sepa batch|mandant|row|zeile|bytes?|offset|chamber of commerce|kvk|handelsregister|registr\p{L}*|hrb|siren|siret|company|cost cent(?:er|re)|kostenstelle|gl account|номер заказа|заказ|チケット|注文|订单|工单|주문|plz|zip)(?:[ -]?(?:no|nr|number|nummer|num|n[°º]|id|code))?\s*(?:is|ist|lautet|war)?[\s.:#=_-]*$/u;
/** Also books, which begin so, and versions. */
const DATES =
  /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ T,]{1,3}\d{1,2}(?:[:.]\d{2})*)?$|^(?:19|20)\d{2}[ ]?[-–/][ ]?(?:19|20)\d{2}$|^(?:19|20)\d{6}(?:[ -]?\d{4,6})?$|^97[89][ -]|^\d{1,5}(?:\.\d{1,5}){3}$/;
/** Where people are whose numbers stand here without their country. */
const COUNTRIES: readonly CountryCode[] = ["US", "GB", "DE", "FR", "ES", "IT", "NL", "CH", "AT"];
/** As nothing but phones in France: five pairs. */
const PAIRS = /^0[1-9](?:([ .])\d{2})(?:\1\d{2}){3}$/;
const [SHORTEST, SHORTEST_PLAIN, LONGEST] = [6, 7, 15];

/** Numbers to call: international ones, and national ones that are written or spoken of as such. */
export function findPhones(text: string, country?: CountryCode): Finding[] {
  return [...text.matchAll(NUMBERS)].flatMap(({ index, 0: matched }) => {
    const found = isBalanced(matched) ? matched : matched.replace(/^\(/, "");
    const start = index + matched.length - found.length;
    const digits = found.replaceAll(/\D/g, "");
    const isOne =
      isPhone(found, digits, before(text, index, 48), country) || isOfCountry(found, text, start);
    if (!isOne) return [];
    const identity = parsePhoneNumberFromString(found, country)?.number ?? digits;
    return { kind: "PHONE" as const, start, end: start + found.length, identity };
  });
}

function isPhone(found: string, digits: string, said: string, country?: CountryCode): boolean {
  if (DATES.test(found) || /^(\d)\1+$/.test(digits)) return false;
  if (/^\(?\+/.test(found)) {
    return digits.length >= 8 && digits.length <= LONGEST && isBalanced(found);
  }
  if (PAIRS.test(found)) return isValid(found, "FR");
  if (COUNTED.test(said) || !isBalanced(found)) return false;
  const isCalled = CALLED.test(said.split(/[!?\n]/u).at(-1) ?? "");
  const least = /\D/.test(found) ? SHORTEST : SHORTEST_PLAIN;
  if (isCalled)
    return (
      digits.length >= least &&
      digits.length <= LONGEST &&
      (!isAmount(found) || CALLED.test(said.slice(-20)))
    );
  if (/^00[1-9 ]/.test(found)) return isValid(`+${digits.slice(2)}`) && /\D/.test(found);
  if (country !== undefined && isValid(found, country) && /^[0(]/.test(found)) return true;
  return isWrittenAsPhone(found, digits) && COUNTRIES.some((one) => isValid(found, one));
}

/** Whose country is said in two letters right before: `DK 21 76 03 84`. */
const COUNTRY =
  /(?:(?<![\p{L}\p{N}])(DE|AT|CH|FR|ES|PT|NL|BE|LU|DK|SE|FI|PL|CZ|SK|HU|GB|IE|US|CA|AU|NZ|JP|BR|MX|ZA|TR|GR|RO|HR|SI)|(?:^|[,;:(]\s?)(NO|IT|IN))[\s:]{1,2}$/u;

function isOfCountry(found: string, text: string, start: number): boolean {
  const [, sure, country = sure] = COUNTRY.exec(text.slice(Math.max(0, start - 6), start)) ?? [];
  return (
    country !== undefined &&
    isSupportedCountry(country) &&
    / /.test(found) &&
    isValid(found, country)
  );
}

/** In groups as no amount, date or address of a machine is. */
function isWrittenAsPhone(found: string, digits: string): boolean {
  if (digits.length < 9) return false;
  const isAmerican = /^(?:1[ .-])?(?:\(\d{3}\)[ .-]?|\d{3}[-.])\d{3}[ .-]\d{4}\b/.test(found);
  const isTrunk = /^\(?0[1-9]/.test(found) && /[ ()/.–‑-]/.test(found.slice(1));
  return isAmerican || (isTrunk && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(found));
}

function isAmount(found: string): boolean {
  return /^\d{1,3}(?:[. ]\d{3})+$/.test(found) && !found.startsWith("0");
}

function isValid(found: string, country?: CountryCode): boolean {
  return parsePhoneNumberFromString(found, country)?.isValid() === true;
}

function isBalanced(found: string): boolean {
  return found.split("(").length === found.split(")").length;
}
