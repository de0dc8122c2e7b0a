import { addressesIn } from "./addresses.ts";

/*
 * Names of people, as data has them: an id of a chat (`slack:T1:U1`), or an e-mail address, with
 * `user:` before it where it says who may read something.
 */
const READER = /^user:/;
const NAME = /^(?:[a-z]+:[\w%.@-]+:[\w%-]+|(?:user:)?[^\s:@]+@[^\s:@]+)$/i;
/** Also where another begins inside: a key may have words before it. */
const IDS = /(?<![a-z])(?=([a-z]+:[\w%.@-]+:[\w%-]+))/gi;

/** The same for all spellings of a name: letters count in none of their cases or compositions. */
export function plainName(name: string): string {
  return name.toLowerCase().normalize("NFC").replace(READER, "");
}

/** An address says so itself; any other name is an id. */
export function isAddress(name: string): boolean {
  return !plainName(name).includes(":");
}

/** What a name neither begins after nor goes on with, or it is another, longer one. */
const BEFORE = String.raw`(?<![\p{L}\p{N}%_+-]|[\p{L}\p{N}][.'])`;
const AFTER = String.raw`(?![\p{L}\p{N}%_-]|\.[\p{L}\p{N}])`;

/** Tells whether one of some names stands in a text, or in any string of a JSON one, as a whole. */
export function nameFinder(names: readonly string[]): (text: string) => boolean {
  if (names.length === 0) return () => false;
  const either = names.map((name) => plainName(name).replace(/[$()*+./?[\\\]^{|}]/g, "\\$&"));
  const whole = new RegExp(`${BEFORE}(?:${either.join("|")})${AFTER}`, "u");
  return (text) => stringsIn(text).some((one) => whole.test(one.toLowerCase().normalize("NFC")));
}

/** What may be names in a key that was made of them, or are whole strings of a JSON text. */
export function namesIn(text: string): string[] {
  const strings = stringsIn(text);
  if (strings[0] !== text) return strings.filter((one) => NAME.test(one));
  return [...[...text.matchAll(IDS)].map(([, id = ""]) => id), ...addressesIn(text)];
}

/** A text itself; of a JSON one, all strings in it. */
export function stringsIn(text: string): string[] {
  try {
    return stringsOf(JSON.parse(text));
  } catch {
    return [text];
  }
}

function stringsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, one]) => [key, ...stringsOf(one)]);
}
