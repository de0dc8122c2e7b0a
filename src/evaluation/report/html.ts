const MARKUP = Symbol("markup");

/** Markup that is safe to show. No value read from a file can pass for one. */
export interface Html {
  readonly [MARKUP]: string;
}

type Value = string | number | Html | undefined | readonly Value[];

/** A template whose values are escaped, in texts and in quoted attributes; undefined shows nothing. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return trustMarkup(String.raw({ raw: strings }, ...values.map(escapeValue)));
}

/** Markup of our own making, never anything of documents or questions. */
export function trustMarkup(markup: string): Html {
  return { [MARKUP]: markup };
}

export function markupOf(value: Html): string {
  return value[MARKUP];
}

function escapeValue(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escapeText(String(value));
  if (isList(value)) return value.map(escapeValue).join("");
  return value[MARKUP];
}

function isList(value: Html | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
