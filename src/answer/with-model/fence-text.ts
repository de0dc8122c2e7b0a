import type { Turn } from "../answer.ts";

/** Every tag that any of our prompts fences data with. */
const FENCES = /[<＜](?=\s*(?:\/\s*)?(?:passages?|question|history|turn|sentence|choices?)\b)/giu;
/** What chat templates of local models take for the end of a turn: `<|im_end|>`, `[INST]`, `<<SYS>>`. */
const TEMPLATE_TOKENS: readonly (readonly [RegExp, string])[] = [
  [/<(?=[|｜])/g, "‹"],
  [/(?<=[|｜])>/g, "›"],
  [/<(?=<\/?SYS>)|<(?=\/?(?:start_of_turn|end_of_turn|think|bos|eos|s)>)/gi, "‹"],
  [/\[(\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS))\]/g, "($1)"],
];
/** `[3]`, and whatever looks like it: `[^3]`, `[1, 2]`, `[1-3]`, `【3†source】`, `［３］`. */
const MARKS = /[[［【〔]\s*(?:\^\s*)?(\p{N}[\p{N}\s,;:–-]*)(?:†[^\]］】〕\n]*)?[\]］】〕]/gu;
const SPACED_MARKS = new RegExp(`\\s?${MARKS.source}`, "gu");
const LINE_BREAKS = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
/** Control and format characters: they hide orders, and split what would be seen as a mark or fence. */
const HIDDEN = /(?![\n\t])\p{Cc}|\p{Cf}|[\u{e0100}-\u{e01ef}]/gu;
const MAX_TURNS = 6;
const MAX_TURN_CHARACTERS = 500;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A text of a document or a person, in which nothing can open or close a fence or pass for a mark. */
export function neutralise(text: string): string {
  let clean = text.replace(LINE_BREAKS, "\n").replace(HIDDEN, "");
  clean = clean.replace(MARKS, (_, numbers: string) => `(${numbers.trim()})`);
  clean = clean.replace(FENCES, "‹");
  for (const [token, harmless] of TEMPLATE_TOKENS) clean = clean.replace(token, harmless);
  return clean.trim();
}

/** Data between tags of its own; attributes that are undefined are left out. */
export function fenceText(
  tag: "question" | "turn" | "sentence" | "choice",
  text: string,
  attributes: Record<string, string | undefined> = {},
): string {
  return `<${tag}${writeAttributes(attributes)}>${neutralise(text)}</${tag}>`;
}

/** ` name="value"` of each one that is defined, on one line and escaped. */
export function writeAttributes(attributes: Record<string, string | undefined>): string {
  return Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join("");
}

/** The last turns of a thread, shortened, without the marks of answers given before. */
export function fenceTurns(history: readonly Turn[]): string {
  return history
    .slice(-MAX_TURNS)
    .map(({ role, text }) => fenceText("turn", shorten(text).replace(SPACED_MARKS, ""), { role }))
    .join("\n");
}

function escapeAttribute(value: string): string {
  return neutralise(value)
    .replace(/\s+/g, " ")
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
}

function shorten(text: string): string {
  return text.length <= MAX_TURN_CHARACTERS ? text : `${text.slice(0, MAX_TURN_CHARACTERS)} …`;
}
