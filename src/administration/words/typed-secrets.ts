/** Stands where a secret was. */
const REMOVED = "[removed secret]";

/** What the vendors that Footnote knows give out, wherever it stands. */
const KNOWN = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:ntn_|secret_)[A-Za-z0-9]{10,}/g,
  /\bxox[a-z](?:\.[a-z]+)?-[\w-]{8,}|\bxapp-[\w-]{8,}/g,
  /\bAT[AC]TT[\w=-]{10,}/g,
  /\bGOCSPX-[\w-]{8,}|\bAIza[\w-]{20,}|\bya29\.[\w.-]{10,}/g,
  /\bsk-[\w-]{16,}/g,
];

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
  const known = KNOWN.reduce((rest, secret) => rest.replace(secret, REMOVED), text);
  if (!/^\s*sources\b/i.test(text)) return known;
  const left = GIVEN.reduce((rest, secret) => rest.replace(secret, `$1${REMOVED}`), known);
  return /^\s*sources\s+(?:add|edit)\b/i.test(text) ? left.replace(RANDOM, REMOVED) : left;
}

/** Whether `removeSecrets` found one in it. */
export function heldSecret(text: string): boolean {
  return text.includes(REMOVED);
}
