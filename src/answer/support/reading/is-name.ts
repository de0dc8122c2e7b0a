import type { Token } from "./token.ts";

/** Written large in the middle of a sentence, in capitals, or with a digit or a capital inside. */
export function isName(token: Token, tokens: readonly Token[], language: string): boolean {
  if (token.figure !== undefined || !/\p{Lu}|\d/u.test(token.raw)) return false;
  if (
    /\d/.test(token.raw) ||
    /^\p{Lu}[\p{Lu}\d]+s?$/u.test(token.raw) ||
    /\p{Ll}\p{Lu}/u.test(token.raw)
  )
    return true;
  if (!/^\p{Lu}/u.test(token.raw) || token.isWeak || !token.isContent || token.opposites.length > 0)
    return false;
  const next = tokens[token.index + 1];
  const before = tokens[token.index - 1];
  const isPair = (one: Token | undefined) =>
    one !== undefined &&
    /^\p{Lu}\p{Ll}/u.test(one.raw) &&
    one.clause === token.clause &&
    one.isContent;
  if (language === "de") return false;
  if (token.isFirst || before === undefined) return isPair(next);
  return true;
}

/** Written large in mid-sentence, in a language that does not write every noun so. */
export function isLarge(token: Token, language: string): boolean {
  return language !== "de" && !token.isFirst && /^\p{Lu}/u.test(token.raw);
}
