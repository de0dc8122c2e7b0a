import type { Chance } from "./chance.ts";

const LONG = 60_000;

/** Texts that have broken readers of text before: of ids, of markup, of addresses, of times. */
const ODD_TEXTS: readonly (() => string)[] = [
  () => "",
  () => " ",
  () => "\0",
  () => "a\0b",
  () => "\ud800",
  () => "x\udc00y",
  () => "\u202e\u200b\ufeff",
  () => "💥".repeat(2_000),
  () => "e\u0301".repeat(5_000),
  () => "../../../../etc/passwd",
  () => "..%2f..%2f..%2fetc%2fpasswd",
  () => "%00%ff%zz",
  () => "__proto__",
  () => "constructor",
  () => "toString",
  () => "javascript:alert(1)",
  () => "http://169.254.169.254/latest/meta-data/",
  () => "http://[::ffff:127.0.0.1]:1/",
  () => "'; drop table answers; --",
  () => 'AND OR NOT NEAR("a" "b") *',
  () => "{{constructor.constructor('return process')()}}",
  () => "<@U0> <!channel> <#C0|x> <mailto:a@b|c>".repeat(300),
  () => "<at>Footnote</at> ".repeat(2_000),
  () => "<div>".repeat(5_000),
  () => "<table><tr><td>".repeat(1_500),
  () => "&lt;".repeat(10_000),
  () => "[".repeat(LONG),
  () => "![[".repeat(10_000),
  () => "*_".repeat(20_000),
  () => "`".repeat(LONG),
  () => `${"> ".repeat(5_000)}x`,
  () => `${"- ".repeat(5_000)}x`,
  () => "|a".repeat(20_000),
  () => " ".repeat(LONG),
  () => `${"\n".repeat(LONG)}x`,
  () => `${"a".repeat(LONG)}!`,
  () => `${"a@".repeat(20_000)}b`,
  () => `${"1".repeat(LONG)}.`,
  () => "a.".repeat(30_000),
  () => "/footnote ".repeat(1_000),
  () => `sources add ${"“x” ".repeat(2_000)}`,
  () => "\u0130\u017f\u212a".repeat(1_000),
  () => "٣٠ ".repeat(3_000),
  () => "日本語の休暇は何日ですか".repeat(800),
  () => `slack:T0:C0:${"9".repeat(400)}`,
  () => `teams:x:${"%3A".repeat(2_000)}`,
  () => "NaN",
  () => "1e309",
  () => "-0",
  () => "2026-13-45T99:99:99Z",
  () => "9999999999.999999",
  () => "0",
  () => "-1",
];

export function oddText(chance: Chance): string {
  return chance.pick(ODD_TEXTS)();
}

/** Something of another kind than what was there, or of the same and far out. */
export function oddValue(chance: Chance): unknown {
  const { pick, below } = chance;
  switch (below(9)) {
    case 0:
      return pick([null, true, false, {}, [], "", 0]);
    case 1:
      return pick([-1, 0.5, 1e308, -1e308, 2 ** 53, 2 ** 31, 1e-320, 4_294_967_296]);
    case 2:
      return Array.from({ length: pick([1, 100, 5_000]) }, (_, index) => index);
    case 3:
      return nested(pick([10, 200, 2_000]));
    case 4:
      return Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index]));
    case 5:
      return withPrototypeKeys({});
    default:
      return oddText(chance);
  }
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Keys that mean something to a careless merge; own ones, as `JSON.parse` makes them. */
export function withPrototypeKeys(target: Record<string, unknown>): Record<string, unknown> {
  for (const key of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
    const value = { isAdmin: true, type: "admin", toString: 1 };
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  }
  return target;
}
