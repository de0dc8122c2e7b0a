const SIGNATURE = "89504e470d0a1a0a";
/** Of a picture whose pixels have an alpha channel, by the PNG specification. */
const WITH_ALPHA = new Set([4, 6]);

export interface PngHeader {
  width: number;
  height: number;
  hasAlpha: boolean;
}

/** What a PNG says of itself; undefined for what is none. */
export function readPng(bytes: Uint8Array): PngHeader | undefined {
  const header = Buffer.from(bytes.subarray(0, 33));
  if (header.length < 33 || header.toString("hex", 0, 8) !== SIGNATURE) return undefined;
  if (header.toString("latin1", 12, 16) !== "IHDR") return undefined;
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  return { width, height, hasAlpha: WITH_ALPHA.has(header.readUInt8(25)) };
}
