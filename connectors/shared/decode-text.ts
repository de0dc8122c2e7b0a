import { UnreadableDocumentError } from "./unreadable-document-error.ts";

/**
 * Bytes as text: by byte order mark, else by `label` (a charset that the document names), else UTF-8.
 * Throws `UnreadableDocumentError` for broken or binary content; never guesses an encoding.
 */
export function decodeText(bytes: Buffer, label?: string): string {
  const text = decode(bytes, encodingByMark(bytes) ?? knownEncoding(label) ?? "utf-8");
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw new UnreadableDocumentError(
      `holds binary content (a NUL character at position ${nul}), so it is not text`,
    );
  }
  return text.replaceAll(/\r\n?/g, "\n").toWellFormed();
}

function decode(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    const where =
      encoding === "utf-8" ? ` at byte ${invalidUtf8Offset(bytes)}; save the file as UTF-8` : "";
    throw new UnreadableDocumentError(`is not valid ${encoding.toUpperCase()}${where}`, {
      cause: error,
    });
  }
}

function encodingByMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  return undefined;
}

function knownEncoding(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    // A document that can be read far enough to name its charset is not in UTF-16.
    return encoding.startsWith("utf-16") ? "utf-8" : encoding;
  } catch {
    return undefined;
  }
}

/** Where the first character starts that is no UTF-8; only called for bytes that hold one. */
function invalidUtf8Offset(bytes: Buffer): number {
  const replaced = bytes.toString("utf8");
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = replaced.indexOf("\ufffd", from);
    if (at < 0) return bytes.length;
    offset += Buffer.byteLength(replaced.slice(from, at));
    // The replacement character may also stand in the file itself, rightly encoded.
    if (bytes.readUIntBE(offset, Math.min(3, bytes.length - offset)) !== 0xefbfbd) return offset;
    offset += 3;
    from = at + 1;
  }
}
