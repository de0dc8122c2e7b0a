import { splitSentences } from "../split-sentences.ts";
import { findInstruction } from "./find-instruction.ts";
import { hidesWords } from "./hides-words.ts";
import { decodedWords, revealSentence } from "./reveal-sentence.ts";
import { withoutInvisible } from "./reveal-text.ts";

/** One thing in a document that an admin may want to look at. */
export interface Suspicion {
  kind: "instruction" | "hidden" | "encoded" | "look-alike" | "imitation";
  /** One sentence for people. */
  reason: string;
  /** `title`, `path` or `line 12`. */
  place: string;
  /** What stands there, decoded and without what nobody sees, cut short. */
  excerpt: string;
}

type Finding = Pick<Suspicion, "kind" | "reason">;

/** More of one document tell nothing more. */
const MOST = 5;
const MAX_EXCERPT = 160;
/** What nobody sees on a page: comments, and elements that are not shown. */
const UNSEEN =
  /<!--([\s\S]*?)(?:-->|$)|<(\w+)[^>]*(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0)[^>]*>([\s\S]*?)(?:<\/\2>|$)/giu;
/** Tags and tokens that only prompts and chat templates have, outside of code. */
const IMITATION =
  /<\/?(?:passages?|system|assistant|instructions?|prompt|tool_(?:call|result)s?|function_(?:call|result)s?)(?:\s[^<>]*)?>|<\|[a-z_]+\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|\[(?:AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]/iu;
const MIXED =
  /(?<!\p{L})(?=\p{L}*\p{Script=Latin})(?=\p{L}*[\p{Script=Cyrillic}\p{Script=Greek}])\p{L}{3,}/gu;
/** One may be a brand or a formula. */
const LEAST_MIXED = 2;

const ORDER: Finding = {
  kind: "instruction",
  reason: "It reads as an order to whoever writes answers.",
};
const HIDDEN: Finding = {
  kind: "hidden",
  reason: "Its words are broken up or spelled with characters that nobody sees.",
};
const UNSEEN_ORDER: Finding = {
  kind: "hidden",
  reason: "Where readers see nothing, it gives an order to whoever writes answers.",
};
const ENCODED: Finding = { kind: "encoded", reason: "Encoded, it holds words." };
const LOOK_ALIKE: Finding = {
  kind: "look-alike",
  reason: "Letters of two alphabets are mixed within words.",
};
const IMITATED: Finding = {
  kind: "imitation",
  reason: "It imitates the marks that prompts and chats with models are made of.",
};

/**
 * What in a document looks as if it was aimed at a model or hidden from its readers, in its order.
 * It is for admins to look at: nothing is held back for it.
 */
export function findSuspicions(document: {
  title: string;
  path: string;
  markdown: string;
}): Suspicion[] {
  const { title, path, markdown } = document;
  const found: Suspicion[] = [];
  const take = (finding: Finding | undefined, place: string, text: string) => {
    const isKnown = found.some((one) => one.place === place && one.kind === finding?.kind);
    if (finding !== undefined && !isKnown && found.length < MOST)
      found.push({ ...finding, place, excerpt: excerptOf(text) });
  };
  take(lookAt(title), "title", title);
  for (const name of path.split(/[/\\›]/)) if (name !== title) take(lookAt(name), "path", name);
  const lineOf = createLineCounter(markdown);
  for (const match of markdown.matchAll(UNSEEN)) {
    const text = match[1] ?? match[3] ?? "";
    const isOrder = splitSentences(text).some((one) => findInstruction(one.text) !== undefined);
    if (isOrder) take(UNSEEN_ORDER, `line ${lineOf(match.index)}`, text);
  }
  const seen = markdown.replace(UNSEEN, (text) => text.replace(/[^\n]/gu, " "));
  for (const { text, start, kind } of splitSentences(seen)) {
    // Code may hold any of it for good reason; only what hides words has none there.
    const finding = kind === "code" ? (hides(text) ? HIDDEN : undefined) : lookAt(text);
    take(finding, `line ${lineOf(start)}`, text);
    if (found.length === MOST) break;
  }
  return found;
}

function lookAt(text: string): Finding | undefined {
  if (hides(text)) return HIDDEN;
  // Who writes about tags names them in code.
  const told = text.replace(/`[^`]*[<[][^`]*`/g, " ");
  if (IMITATION.test(told)) return IMITATED;
  if (findInstruction(told) !== undefined) return ORDER;
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]|[A-Za-z0-9+/]{20}/u.test(text)) return undefined;
  const plain = withoutInvisible(text);
  if ((plain.match(MIXED)?.length ?? 0) >= LEAST_MIXED) return LOOK_ALIKE;
  return decodedWords(plain).length > 0 ? ENCODED : undefined;
}

function hides(text: string): boolean {
  return text.split("\n").some(hidesWords);
}

function createLineCounter(text: string): (at: number) => number {
  let [line, end] = [1, 0];
  return (at) => {
    if (at < end) [line, end] = [1, 0];
    for (; end < at; end += 1) if (text[end] === "\n") line += 1;
    return line;
  };
}

function excerptOf(text: string): string {
  const plain = revealSentence(withoutInvisible(text))
    .replace(/\p{C}+/gu, " ")
    .trim();
  return plain.length <= MAX_EXCERPT ? plain : `${plain.slice(0, MAX_EXCERPT - 1).trimEnd()}…`;
}
