import { decodeEntities } from "./xhtml-entities.ts";

export interface Tag {
  /** In small letters, with its prefix. */
  name: string;
  isClosing: boolean;
  /** `<br/>` */
  isEmpty: boolean;
  attributes: string;
  /** Where the text goes on. */
  end: number;
}

const START = /<(\/?)([a-z][\w:.-]{0,99})(?=[\s/>])/iy;
const ATTRIBUTE = /([^\s=/"'<>]{1,100})\s{0,99}=\s{0,99}(?:"([^"]*)"|'([^']*)')/g;
const LONGEST = 100_000;

/** The tag that begins here; undefined when this `<` is only a sign in the text. */
export function readTag(text: string, start: number): Tag | undefined {
  START.lastIndex = start;
  const match = START.exec(text);
  if (match === null) return undefined;
  const from = START.lastIndex;
  const to = endOfTag(text, from);
  if (to === undefined) return undefined;
  const isEmpty = text[to - 1] === "/";
  return {
    name: (match[2] ?? "").toLowerCase(),
    isClosing: match[1] === "/",
    isEmpty,
    attributes: text.slice(from, isEmpty ? to - 1 : to),
    end: to + 1,
  };
}

/** The `>` that ends the tag: one in quotes does not. */
function endOfTag(text: string, from: number): number | undefined {
  let quote = "";
  for (let at = from; at < text.length && at - from < LONGEST; at += 1) {
    const sign = text[at] ?? "";
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === ">") return at;
    else if (sign === "<") return undefined;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return undefined;
}

export function readAttributes(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = Object.create(null);
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE)) {
    attributes[name.toLowerCase()] = decodeEntities(double ?? single ?? "");
  }
  return attributes;
}
