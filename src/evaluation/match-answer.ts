import { fold } from "../text/tokenize.ts";

/** Whether a text holds an accepted answer as whole words; case, accents and punctuation aside. */
export function containsAnswer(text: string, accepted: string): boolean {
  const wanted = normalize(accepted);
  return wanted !== " " && normalize(text).includes(wanted);
}

/** Whether a text holds a value as written, case included, and not as part of a longer word. */
export function containsWords(text: string, value: string): boolean {
  const edge = "[\\p{L}\\p{N}]";
  const literal = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<!${edge})${literal}(?!${edge})`, "u").test(text);
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

/** Words with single spaces between and around them; scripts without spaces match by characters. */
function normalize(text: string): string {
  const words = fold(text).match(/[\p{L}\p{M}\p{N}]+(?:[.,:'’][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  const joined = ` ${words.join(" ")} `;
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(joined)
    ? joined.replaceAll(" ", "")
    : joined;
}
