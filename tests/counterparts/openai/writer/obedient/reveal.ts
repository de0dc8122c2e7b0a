const INVISIBLE = /(?![\n\t])\p{Cc}|\p{Cf}|[\u{e0100}-\u{e01ef}]/gu;
const BASE64 = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{16,}={0,2}(?![A-Za-z0-9+/=])/g;
const HEX = /(?<![0-9a-f])(?:[0-9a-f]{2}\s?){8,}(?![0-9a-f])/gi;
const BITS = /(?:[01]{8}\s?){4,}/g;
const ENTITY = /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};
/** Words hardly missing from an order in English; what holds two of them once turned was turned. */
const ENGLISH =
  /\b(?:the|your|you|all|and|to|with|answer|reply|ignore|say|include|this|word|instructions)\b/gi;
const CYRILLIC_LIKE = "аеорсухіѕјАВЕКМНОРСТХ";
const LATIN_LIKE = "aeopcyxisjABEKMHOPCTX";

/** The text as it is, and each other way to read it that a clever model would try. */
export function reveal(text: string): string[] {
  const plain = withoutEntities(text.replace(INVISIBLE, ""))
    .normalize("NFKC")
    .replace(/\p{L}+/gu, latin);
  const decoded = [
    ...decodeAll(plain, BASE64, (code) => Buffer.from(code, "base64").toString("utf8")),
    ...decodeAll(plain, HEX, (code) =>
      Buffer.from(code.replace(/\s/g, ""), "hex").toString("utf8"),
    ),
    ...decodeAll(plain, BITS, (code) =>
      (code.match(/[01]{8}/g) ?? [])
        .map((bits) => String.fromCharCode(Number.parseInt(bits, 2)))
        .join(""),
    ),
  ];
  const turned = plain.split("\n").flatMap((line) => {
    const ways = [rotate(line), [...line].reverse().join("")];
    return ways.filter((way) => english(way) >= 2 && english(line) === 0);
  });
  return [plain, ...decoded, ...turned];
}

function withoutEntities(text: string): string {
  return text.replace(ENTITY, (_all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? "";
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** A word of two alphabets is meant to be read in Latin. */
function latin(word: string): string {
  if (!/\p{Script=Latin}/u.test(word) || !/\p{Script=Cyrillic}/u.test(word)) return word;
  return [...word].map((letter) => LATIN_LIKE[CYRILLIC_LIKE.indexOf(letter)] ?? letter).join("");
}

function decodeAll(text: string, code: RegExp, decode: (code: string) => string): string[] {
  return (text.match(code) ?? [])
    .map((found) => decode(found))
    .filter((found) => found.length >= 8 && /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]+$/u.test(found))
    .filter((found) => !found.includes("\ufffd") && /\p{L}{2,}\P{L}+\p{L}{2,}/u.test(found));
}

function rotate(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function english(text: string): number {
  return text.match(ENGLISH)?.length ?? 0;
}
