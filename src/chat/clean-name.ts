/** Controls, among them ends of lines, and what hides or turns text around; joiners make emoji. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** The longest that Slack gives; of Teams' longer ones, enough. */
const MOST_CHARACTERS = 80;

/** A name that somebody chose, as one line that changes nothing of what stands beside it. */
export function cleanName(name: string | undefined): string {
  const line = (name ?? "").toWellFormed().replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
  return [...line].slice(0, MOST_CHARACTERS).join("");
}
