const SAYS_NOTHING =
  /^(?:image|img|picture|photo|screenshot|logo|icon|figure|banner|alt text)?\s*\d*$/i;
const FILE_NAME = /^\S+\.(?:png|jpe?g|gif|svg|webp|bmp|heic|tiff?|pdf)$|^data:/i;

/** What an image's description tells a reader of text; empty for file names and mere "image". */
export function readableImageText(alt: string | null | undefined): string {
  const text = (alt ?? "").replaceAll(/\s+/g, " ").trim();
  return SAYS_NOTHING.test(text) || FILE_NAME.test(text) ? "" : text;
}
