/** Of code, headings, quotes, lists and rows of tables, in this order. */
const LINE_MARKS = [
  atBeginning("(?:```|~~~)[^\\n]*$"),
  /^\s{0,3}#{1,6}\s+()/gm,
  atBeginning(">\\s?"),
  atBeginning("[-*+•▪‣]\\s+(?:\\[[ xX]\\]\\s+)?"),
  atBeginning("\\|\\s*"),
];
const ROW_END = /(?<!\s)\s*\|\s*$/gm;

/** Text without what its lines begin with in Markdown, and without the ends of rows. */
export function withoutLineMarks(text: string): string {
  let plain = text;
  for (const mark of LINE_MARKS) plain = plain.replace(mark, keptBlanks);
  return plain.replace(ROW_END, "");
}

/** Blanks that no mark follows are found as well, so that each is read once: a line may have thousands. */
function atBeginning(mark: string): RegExp {
  return new RegExp(`^\\s+(${mark})?|^(${mark})`, "gm");
}

function keptBlanks(found: string, indented: unknown, mark: unknown): string {
  return typeof indented === "string" || typeof mark === "string" ? "" : found;
}
