import { crc32, deflateRawSync } from "node:zlib";

export interface Entry {
  content: string | Buffer;
  /** Written instead of the true size. */
  claimedSize?: number;
  isEncrypted?: boolean;
}

const EMPTY = deflateRawSync(Buffer.alloc(0));

/** A ZIP archive of these entries, in their order; may lie about them as it is told. */
export function makeArchive(
  entries: Iterable<readonly [name: string, entry: Entry | string | Buffer]>,
): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const [name, given] of entries) {
    const entry = typeof given === "string" || Buffer.isBuffer(given) ? { content: given } : given;
    const content = Buffer.from(entry.content as string);
    const packed = content.length === 0 ? EMPTY : deflateRawSync(content, { level: 1 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE((entry.isEncrypted === true ? 1 : 0) | 0x800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.claimedSize ?? content.length, 18);
    const nameBytes = Buffer.from(name);
    fields.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, nameBytes, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, place, nameBytes);
    files.push(local);
    offset += local.length;
    count += 1;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Math.min(count, 0xffff), 4);
  end.writeUInt16LE(Math.min(count, 0xffff), 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([
    ...files,
    listed,
    ...(count < 0xffff ? [] : [zip64End(count, listed.length, offset)]),
    Buffer.from("PK\x05\x06"),
    end,
  ]);
}

/** What goes before the end of an archive whose number of files does not fit in two bytes. */
function zip64End(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(76);
  end.write("PK\x06\x06", 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.write("PK\x06\x07", 56);
  end.writeBigUInt64LE(BigInt(offset + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
