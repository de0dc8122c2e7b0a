import { before, type Finding } from "../../finding.ts";
import { passesLuhn } from "../ids/check-digits.ts";
import { digitGroups, digitsOf, type Group } from "./digit-groups.ts";

/** Numbers of issuers with the lengths they give out. */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:30[0-5]|3[689])/, [14]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, [12, 13, 14, 15, 16, 17, 18, 19]],
];
const [SHORTEST, LONGEST] = [12, 19];
/** Said to be one: then somebody may have mistyped it. */
const SAID =
  /(?<!gift |loyalty |id |sim )(?:visa|mastercard|amex|(?:credit|debit|bank)? ?card|kreditkarte|(?:karten|card|kaart)[ -]?(?:nummer|nr|number|no)|carte (?:bleue|bancaire|de credit)|(?:num[ée]ro|n°|n[uú]mero|numero|nr|numer) (?:de |da |do |della |di )?(?:la )?(?:carte|tarjeta|carta|cartao|karty)|tarjeta|carta di credito|cartao|creditcard|karta|номер карты|карт[аыу]|カード番号|信用卡号|カード|kart numaras[ıi])(?: (?:number|no\.?|nr\.?|is|ist|es|est|e))*[\s:#]*$/u;
/** 4-4-4-4-3 is the most that cards are written in. */
const MOST_GROUPS = 5;

/** Numbers of payment cards: an issuer's beginning and length, and the check digit (Luhn). */
export function findCards(text: string): Finding[] {
  return digitGroups(text, /[ \u00a0.–-]/).flatMap((groups) => cardsIn(groups, text));
}

function cardsIn(groups: readonly Group[], text: string): Finding[] {
  const found: Finding[] = [];
  for (let at = 0; at < groups.length; at += 1) {
    const card = cardFrom(groups, at, text);
    if (card === undefined) continue;
    found.push(card.finding);
    at += card.groups - 1;
  }
  return found;
}

/** The longest that begins with a group and ends with one. */
function cardFrom(groups: readonly Group[], at: number, text: string) {
  const isSaid = SAID.test(before(text, groups[at]?.start ?? 0));
  for (let count = Math.min(MOST_GROUPS, groups.length - at); count >= 1; count -= 1) {
    const taken = groups.slice(at, at + count);
    const digits = digitsOf(taken);
    if (!isCard(digits, isSaid) || !isWrittenAsCard(taken)) continue;
    const [first, last] = [taken[0], taken.at(-1)];
    if (first === undefined || last === undefined) continue;
    const finding: Finding = {
      kind: "CARD",
      start: first.start,
      end: last.end,
      identity: digits,
    };
    return { finding, groups: count };
  }
  return undefined;
}

/** Blocks of three to seven digits, or all in one. */
function isWrittenAsCard(groups: readonly Group[]): boolean {
  return (
    groups.length === 1 || groups.every(({ digits: { length } }) => length >= 3 && length <= 7)
  );
}

function isCard(digits: string, isSaid: boolean): boolean {
  if (digits.length < SHORTEST || digits.length > LONGEST) return false;
  return (
    ISSUERS.some(([prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length)) &&
    (isSaid || passesLuhn(digits))
  );
}
