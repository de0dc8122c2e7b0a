/** Words as they may stand in a page, in an attribute too. */
export function escapeHtml(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A link's address, or nothing where a browser should not follow it. */
export function safeUrl(url: string): string {
  return /^(https?|mailto|tel|slack):/i.test(url) ? escapeHtml(url) : "#";
}
