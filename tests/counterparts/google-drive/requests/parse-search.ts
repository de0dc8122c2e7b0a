import { invalid } from "../replies/refusal.ts";

/** A search as Google's `q` has it, read. */
export type Search =
  | { type: "and" | "or"; left: Search; right: Search }
  | { type: "not"; of: Search }
  | { type: "term"; field: string; operator: string; value: string };

const EQUALS = ["=", "!="];
const ORDER = ["=", "!=", "<", "<=", ">", ">="];

/** Fields, with what may stand between them and a value. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  name: ["contains", ...EQUALS],
  fullText: ["contains"],
  mimeType: ["contains", ...EQUALS],
  modifiedTime: ORDER,
  createdTime: ORDER,
  trashed: EQUALS,
  starred: EQUALS,
  sharedWithMe: EQUALS,
  visibility: EQUALS,
  "shortcutDetails.targetId": EQUALS,
};

const COLLECTIONS = new Set(["parents", "owners", "writers", "readers"]);
const BOOLEANS = new Set(["trashed", "starred", "sharedWithMe"]);
const TIMES = new Set(["modifiedTime", "createdTime"]);
const RFC_3339 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/;
const TOKEN = /\s*('(?:[^'\\]|\\.)*'|[()]|!=|<=|>=|[=<>]|[A-Za-z.]+)/y;

/** Reads a search; `and` and `or` bind from left to right. @throws Refusal */
export function parseSearch(text: string): Search {
  const tokens = tokenize(text);
  let at = 0;
  const next = () => tokens[at++] ?? "";

  function expression(): Search {
    let left = factor();
    for (let word = tokens[at]; word === "and" || word === "or"; word = tokens[at]) {
      at += 1;
      left = { type: word, left, right: factor() };
    }
    return left;
  }

  function factor(): Search {
    const token = next();
    if (token === "not") return { type: "not", of: factor() };
    if (token === "(") {
      const inside = expression();
      if (next() !== ")") throw invalid("q");
      return inside;
    }
    return token.startsWith("'") ? membership(token) : comparison(token);
  }

  /** `'id' in parents` */
  function membership(value: string): Search {
    const operator = next();
    const field = next();
    if (operator !== "in" || !COLLECTIONS.has(field)) throw invalid("q");
    return { type: "term", field, operator, value: unquote(value) };
  }

  function comparison(field: string): Search {
    const operators = FIELDS[field];
    if (operators === undefined) throw invalid("q");
    const isBare = field === "sharedWithMe" && !EQUALS.includes(tokens[at] ?? "");
    if (isBare) return { type: "term", field, operator: "=", value: "true" };
    const operator = next();
    const value = next();
    if (!operators.includes(operator) || !fits(field, value)) throw invalid("q");
    return { type: "term", field, operator, value: value.startsWith("'") ? unquote(value) : value };
  }

  const search = expression();
  if (at < tokens.length) throw invalid("q");
  return search;
}

function fits(field: string, value: string): boolean {
  if (BOOLEANS.has(field)) return value === "true" || value === "false";
  if (!value.startsWith("'")) return false;
  return !TIMES.has(field) || RFC_3339.test(unquote(value));
}

function unquote(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/g, "$1");
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text)?.[1];
    if (found === undefined) throw invalid("q");
    tokens.push(found);
  }
  return tokens;
}
