/** Sum of digits with weights, which repeat. */
function weighted(digits: string, weights: readonly number[]): number {
  return [...digits].reduce(
    (sum, digit, at) => sum + Number(digit) * (weights[at % weights.length] ?? 0),
    0,
  );
}

/** Luhn's: of cards, IMEIs and many persons' numbers. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 0 ? digit : 2 * digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const VERHOEFF_D = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const VERHOEFF_P = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
];

/** Aadhaar's. */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (const [at, digit] of [...digits].toReversed().entries()) {
    const moved = Number(VERHOEFF_P[at % 8]?.[Number(digit)]);
    check = Number(VERHOEFF_D[check]?.[moved]);
  }
  return check === 0;
}

export function isCpf(digits: string): boolean {
  const digit = (length: number) => {
    const rest = (weighted(digits.slice(0, length), ladder(length + 1)) * 10) % 11;
    return rest === 10 ? 0 : rest;
  };
  return Number(digits[9]) === digit(9) && Number(digits[10]) === digit(10);
}

export function isCnpj(digits: string): boolean {
  const weights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  const digit = (taken: string, by: readonly number[]) => {
    const rest = weighted(taken, by) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return (
    Number(digits[12]) === digit(digits.slice(0, 12), weights) &&
    Number(digits[13]) === digit(digits.slice(0, 13), [6, ...weights])
  );
}

/** France's: its last two are what is left to 97. */
export function isNir(text: string): boolean {
  const number = text.replace(/2A/i, "19").replace(/2B/i, "18").replaceAll(/\D/g, "");
  return (
    number.length === 15 &&
    97 - Number(BigInt(number.slice(0, 13)) % 97n) === Number(number.slice(13))
  );
}

const SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";

/** DNI and NIE. */
export function isDni(text: string): boolean {
  const bare = text.toUpperCase().replaceAll(/[ .-]/g, "");
  const number = Number(
    bare.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter))),
  );
  return SPANISH[number % 23] === bare.at(-1);
}

/** China's: eleven, X being ten. */
export function isChinese(text: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return "10X98765432"[weighted(text.slice(0, 17), weights) % 11] === text.at(-1)?.toUpperCase();
}

export function isSnils(digits: string): boolean {
  return (weighted(digits.slice(0, 9), ladder(9)) % 101) % 100 === Number(digits.slice(9));
}

export function isBelgian(digits: string): boolean {
  const check = Number(digits.slice(9));
  return [digits.slice(0, 9), `2${digits.slice(0, 9)}`].some(
    (one) => 97 - (Number(one) % 97) === check,
  );
}

/** Swiss ones are written as goods are: EAN-13. */
export function isEan13(digits: string): boolean {
  return weighted(digits, [1, 3]) % 10 === 0;
}

export function isRut(text: string): boolean {
  const bare = text.toUpperCase().replaceAll(/[.-]/g, "");
  const reversed = [...bare.slice(0, -1)].toReversed().join("");
  const rest = 11 - (weighted(reversed, [2, 3, 4, 5, 6, 7]) % 11);
  return bare.at(-1) === (rest === 11 ? "0" : rest === 10 ? "K" : String(rest));
}

export function isCuit(digits: string): boolean {
  const rest = 11 - (weighted(digits.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return Number(digits[10]) === (rest === 11 ? 0 : rest === 10 ? 9 : rest);
}

/** `YYMMDD`, or `DDMMYY` where `isDayFirst`. */
export function isDate(six: string, isDayFirst = false): boolean {
  const [month, day] = [
    Number(six.slice(2, 4)),
    Number(isDayFirst ? six.slice(0, 2) : six.slice(4, 6)),
  ];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function ladder(from: number): number[] {
  return Array.from({ length: from - 1 }, (_, at) => from - at);
}

/** Turkey's: its last two are made of those before. */
export function isTurkish(digits: string): boolean {
  const tenth = (weighted(digits.slice(0, 9), [7, -1]) + 100) % 10;
  const eleventh = weighted(digits.slice(0, 10), [1]) % 10;
  return Number(digits[9]) === tenth && Number(digits[10]) === eleventh;
}

/** A German taxpayer's: one digit stands there twice or three times, and ISO 7064 mod 11,10 holds. */
export function isGermanTaxId(digits: string): boolean {
  const counts = [...new Set(digits.slice(0, 10))].map(
    (digit) => digits.slice(0, 10).split(digit).length - 1,
  );
  const repeated = counts.filter((count) => count > 1);
  if (repeated.length !== 1 || (repeated[0] ?? 0) > 3) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return Number(digits[10]) === (11 - product) % 10;
}

/** Poland's: a date whose month says the century too, and a check digit. */
export function isPesel(digits: string): boolean {
  const month = Number(digits.slice(2, 4)) % 20;
  const [day, check] = [Number(digits.slice(4, 6)), weighted(digits.slice(0, 10), [1, 3, 7, 9])];
  const isBorn = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isBorn && (10 - (check % 10)) % 10 === Number(digits[10]);
}
