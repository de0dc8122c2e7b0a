import { redactShapes } from "../../text/secrets/secret-shapes.ts";

/** Stands where a secret was. */
const REMOVED = "[removed secret]";

const NAMED = "[\\w.-]*(?:secret|token|password|api_?key)";
const WORD = `(?:["“”„][^"“”„]*["“”„]?|\\S+)`;
/** Where sources are meant, the word after such a name; keyboards make one dash of two. */
const GIVEN = [
  new RegExp(`((?:^|\\s)[-–—]+${NAMED}(?:\\s*=\\s*|\\s+))${WORD}`, "gi"),
  new RegExp(`((?:^|\\s)${NAMED}\\s*=\\s*)${WORD}`, "gi"),
  // Nothing else follows the name.
  new RegExp(`(^\\s*sources\\s+secret\\s+${WORD}\\s+)\\S[\\s\\S]*`, "gi"),
];
/** Names of kinds and sources do not look like that; ids, which other commands take, do. */
const RANDOM = /(?<=\s)(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)[\w+=-]{24,}(?=\s|$)/g;

/** The text of a command without secrets that somebody typed against all advice. */
export function removeSecrets(text: string): string {
  const known = redactShapes(text, REMOVED);
  if (!/^\s*sources\b/i.test(text)) return known;
  const left = GIVEN.reduce((rest, secret) => rest.replace(secret, `$1${REMOVED}`), known);
  return /^\s*sources\s+(?:add|edit)\b/i.test(text) ? left.replace(RANDOM, REMOVED) : left;
}

/** Whether `removeSecrets` found one in it. */
export function heldSecret(text: string): boolean {
  return text.includes(REMOVED);
}
