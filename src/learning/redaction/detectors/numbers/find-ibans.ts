import { before, type Finding } from "../../finding.ts";

/** How long a country's account numbers are. */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18
  DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23
  IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30
  NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23
  ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const BEGINNING = /(?<![\p{L}\p{N}])[A-Z]{2}[ \u00a0]?\d{2}/giu;
/** Said to be one, or written as nothing else is: then somebody may have mistyped it. */
const SAID =
  /(?:\biban|\brib|konto|bankverbindung|account|compte|cuenta|conto|rekening|rachun\p{L}*|сч[её]т)[^\d\n]{0,20}$/u;
const IN_FOURS = /^[A-Z]{2}\d{2}(?: [A-Z\d]{4}){3,7}(?: [A-Z\d]{1,3})?$/;
const SEPARATOR = /[ \u00a0.–-]/;

/** Account numbers: a country's length and the check digits (mod 97). */
export function findIbans(text: string): Finding[] {
  return [...text.matchAll(BEGINNING)].flatMap(({ index }) => ibanAt(text, index) ?? []);
}

function ibanAt(text: string, start: number): Finding | undefined {
  const length = LENGTHS[text.slice(start, start + 2).toUpperCase()];
  if (length === undefined) return undefined;
  let iban = "";
  let end = start;
  for (; iban.length < length; end += 1) {
    const character = text[end] ?? "";
    if (/[A-Za-z0-9]/.test(character)) iban += character.toUpperCase();
    // One separator at a time.
    else if (!SEPARATOR.test(character) || SEPARATOR.test(text[end - 1] ?? "")) return undefined;
  }
  if (/[\p{L}\p{N}]/u.test(text[end] ?? "")) return undefined;
  const isSaid = IN_FOURS.test(text.slice(start, end)) || SAID.test(before(text, start));
  if (remainder(iban) !== 1 && !isSaid) return undefined;
  return { kind: "IBAN", start, end, identity: iban };
}

/** Of the number that an account's is, letters being 10 to 35 and its first four characters its last. */
function remainder(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
