import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { fromBuffer, type Options, type ZipFile } from "yauzl";

/** The files of a zip archive by their names, read by another library than the one that writes it. */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const open = promisify<Buffer, Options, ZipFile>(fromBuffer);
  const zip = await open(bytes, { lazyEntries: true, strictFileNames: true });
  const files = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        buffer(stream).then((read) => {
          files.set(entry.fileName, read);
          zip.readEntry();
        }, reject);
      });
    });
    zip.once("end", resolve).once("error", reject);
    zip.readEntry();
  });
  return files;
}
