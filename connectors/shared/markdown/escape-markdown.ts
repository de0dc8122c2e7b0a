/** Escapes only what would change the structure: a citation shows this text to people. */
export function escapeMarkdownLine(text: string): string {
  return escapeTags(text)
    .replace(/^(?=#{1,6}\s|[-+*>]\s|```|~~~|===|---)/, "\\")
    .replace(/^(\d{1,9})(?=[.)]\s)/, "$1\\");
}

/** Text in which nothing reads as an HTML tag. */
export function escapeTags(text: string): string {
  return text.replaceAll(/<(?=[a-z/!?])/gi, "\\<");
}
