import { decodeEntity } from "./decode-entity.ts";

/** Characters that are not seen: control, zero-width, soft hyphen, direction marks, fillers, tags. */
const INVISIBLE =
  /(?![\t\n\r])\p{Cc}|\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]/gu;
/** They choose the form of a sign or of a Han character, and say nothing anywhere else. */
const SELECTOR =
  /(?<![\p{S}#*0-9\p{Script=Han}])[\ufe00-\ufe0f]|(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}]/gu;
/** Joiners are letters of some scripts and of emoji, but never stand beside a Latin one. */
const JOINER =
  /(?<=[\p{Script=Latin}\d:/.@])[\u200c\u200d]|[\u200c\u200d](?=[\p{Script=Latin}\d:/.@])/gu;
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?/giu;
const PERCENT = /(?:%[0-9a-f]{2})+/giu;

/** A text without characters that nobody sees. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "").replace(JOINER, "").replace(SELECTOR, "");
}

/**
 * What a text comes to when every disguise is taken off: entities, percent-encoding, look-alike
 * forms, escapes, and dots written as words. Only for looking at, never for showing.
 */
export function revealText(text: string): string {
  let now = text;
  for (let round = 0; round < 3; round += 1) {
    const next = withoutInvisible(now.normalize("NFKC"))
      .replace(ENTITY, (entity) => decodeEntity(entity) ?? entity)
      .replace(PERCENT, decodePercent);
    if (next === now) break;
    now = next;
  }
  return now
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replace(/\bh(?:xx|tt|\*\*|__)ps?\s?(?=:|\[:)/giu, (match) =>
      /s\s?$/iu.test(match) ? "https" : "http",
    )
    .replace(/\s?[[({<]\s?(?:\.|dot|punkt|point|punto)\s?[\])}>]\s?/giu, ".")
    .replace(/\s?[[({<]\s?(?:@|at)\s?[\])}>]\s?/giu, "@")
    .replace(/\s?[[({<]\s?:\s?[\])}>]\s?(?=\/\/)/gu, ":")
    .replace(/\[(:\/\/)\]/g, "$1")
    .replace(/(?<=[\p{L}\p{N}])[。｡․‧](?=(?:com|org|net|io|dev|app|example)\b)/giu, ".")
    .replace(
      /(?<=[a-z0-9]) (?:dot|punkt) (?=(?:com|org|net|io|dev|app|co|ai|info|example)\b)/giu,
      ".",
    );
}

function decodePercent(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
