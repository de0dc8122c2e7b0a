import type { Entry, ZipFile } from "yauzl";
import { fromBuffer } from "yauzl";
import { decodeText } from "../../decode-text.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { ExtractionLimits } from "../extraction-limits.ts";
import { protectedByPassword } from "../protected-by-password.ts";
import { parseXml, type XmlElement } from "./xml-tree.ts";

/** The parts of a packed document, by name; names are only compared, never used as paths. */
export interface Archive {
  names: readonly string[];
  /** Undefined when there is no such part. */
  readBytes(name: string): Promise<Buffer | undefined>;
  readText(name: string): Promise<string | undefined>;
  readXml(name: string): Promise<XmlElement | undefined>;
}

/** Opens a ZIP archive. Parts are unpacked when they are asked for, within the limits. */
export async function openArchive(bytes: Buffer, limits: ExtractionLimits): Promise<Archive> {
  const zip = await openZip(bytes);
  if (zip.entryCount > limits.maxArchiveEntries) {
    throw new UnreadableDocumentError(
      `packs ${zip.entryCount} files and at most ${limits.maxArchiveEntries} are read`,
    );
  }
  const entries = await listEntries(zip);
  let left = limits.maxUnpackedBytes;

  async function readBytes(name: string): Promise<Buffer | undefined> {
    const entry = entries.get(keyOf(name));
    if (entry === undefined) return undefined;
    if (entry.isEncrypted()) {
      throw protectedByPassword();
    }
    const unpacked = await unpack(zip, entry, left, limits.maxUnpackedBytes);
    left -= unpacked.length;
    return unpacked;
  }
  async function readText(name: string): Promise<string | undefined> {
    const part = await readBytes(name);
    return part === undefined ? undefined : decodeText(part, declaredEncoding(part));
  }
  return {
    names: [...entries.values()].map(nameOf),
    readBytes,
    readText,
    async readXml(name) {
      const text = await readText(name);
      return text === undefined ? undefined : parseXml(text.replace(/^\ufeff/, ""), name);
    },
  };
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names stay bytes: they are no paths here, and one such as ../x does no harm.
    fromBuffer(bytes, { lazyEntries: true, decodeStrings: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(brokenArchive(error));
    });
  });
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on("entry", (entry: Entry) => {
      const key = keyOf(nameOf(entry));
      if (!entries.has(key)) entries.set(key, entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", (error: Error) => reject(brokenArchive(error)));
    zip.readEntry();
  });
}

function unpack(zip: ZipFile, entry: Entry, left: number, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () =>
      new UnreadableDocumentError(
        `unpacks to more than ${limit / 1_000_000} MB, which no document of its kind needs`,
      );
    // The declared size is only a claim, but a claim of too much is enough.
    if (entry.uncompressedSize > left) return reject(tooLarge());
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) return reject(brokenArchive(error));
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > left) stream.destroy(tooLarge());
        else chunks.push(chunk);
      });
      stream.on("error", (cause) => {
        reject(cause instanceof UnreadableDocumentError ? cause : brokenArchive(cause));
      });
      stream.on("end", () => resolve(Buffer.concat(chunks)));
    });
  });
}

function brokenArchive(cause: Error): UnreadableDocumentError {
  if (/encryption/i.test(cause.message)) return protectedByPassword();
  return new UnreadableDocumentError(
    `is broken or incomplete (as a ZIP archive: ${cause.message.slice(0, 100)})`,
    { cause },
  );
}

function nameOf(entry: Entry): string {
  const name: unknown = entry.fileName;
  return Buffer.isBuffer(name) ? name.toString("utf8") : String(name);
}

/** Office takes names for equal that differ in case, and some writers use backslashes. */
function keyOf(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase();
}

function declaredEncoding(part: Buffer): string | undefined {
  return /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(
    part.subarray(0, 300).toString("latin1"),
  )?.[1];
}
