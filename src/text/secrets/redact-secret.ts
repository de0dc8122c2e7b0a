import { CREDENTIALS, redactShapes } from "./secret-shapes.ts";

/** Shorter ones are as good as words, and too short to be of use. */
const SHORTEST = 6;
/** Of a longer one so much of its beginning is enough: vendors' texts are cut off somewhere. */
const BEGINNING = 8;
const LONG = 16;
/** What of a secret in JSON is secret: the rest names the account, which errors have to. */
const SECRET_KEYS = ["accessToken", "refreshToken", "clientSecret", "private_key"];
const REDACTED = "[redacted]";

export interface Redactor {
  /** From here on this secret shows in no text. */
  note(secret: string): void;
  redact(text: string): string;
}

/** Takes secrets that are known, and what has the form of one, out of texts, whichever way they are written. */
export function createRedactor(): Redactor {
  const noted = new Set<string>();
  const forms = new Set<string>();
  return {
    note(secret) {
      if (noted.has(secret)) return;
      noted.add(secret);
      for (const word of wordsOf(secret)) for (const form of formsOf(word)) forms.add(form);
    },
    redact(text) {
      let clean = text.replaceAll(CREDENTIALS, REDACTED);
      const byStart = Map.groupBy(forms, startOf);
      // Long ones first: another may be a part of them.
      const starts = [...byStart].sort(([a], [b]) => b.length - a.length);
      for (const [start, alike] of starts) clean = cut(clean, start, alike);
      return redactShapes(clean, REDACTED);
    },
  };
}

function startOf(form: string): string {
  return form.length >= LONG ? form.slice(0, BEGINNING) : form;
}

function wordsOf(secret: string): string[] {
  return valuesOf(secret)
    .flatMap((value) => [value, value.trim(), ...value.split(/\s+/)])
    .filter((word) => word.length >= SHORTEST);
}

function valuesOf(secret: string): string[] {
  try {
    const parsed: unknown = JSON.parse(secret);
    if (typeof parsed !== "object" || parsed === null) return [secret];
    const found = Object.entries(parsed).filter(([key]) => SECRET_KEYS.includes(key));
    return found.flatMap(([, value]) => (typeof value === "string" ? [value] : []));
  } catch {
    return [secret];
  }
}

function formsOf(word: string): string[] {
  return [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1), ...inBase64(word)];
}

/** What of its base64 is the same whatever stands before and after it, as a name does in `Basic`. */
function inBase64(word: string): string[] {
  const bytes = Buffer.from(word);
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const from = Math.ceil((before * 8) / 6);
    const part = encoded.slice(from, Math.floor(((before + bytes.length) * 8) / 6));
    return [part, part.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** Without these forms, which begin alike, and without what of a long one is there. */
function cut(text: string, start: string, forms: readonly string[]): string {
  let clean = "";
  for (let from = 0; ; ) {
    const at = text.indexOf(start, from);
    if (at === -1) return clean + text.slice(from);
    const lengths = forms.map((form) => sameLength(text, at, form));
    clean += text.slice(from, at) + REDACTED;
    from = at + Math.max(...lengths);
  }
}

function sameLength(text: string, at: number, form: string): number {
  let length = 0;
  while (length < form.length && text[at + length] === form[length]) length += 1;
  return length;
}
