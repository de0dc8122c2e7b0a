/** What a field of a protobuf message holds. */
export type FieldType =
  | "string"
  | "bytes"
  | "bool"
  | "uint32"
  | "enum"
  | "uint64"
  | "fixed32"
  | "fixed64"
  | "sfixed64"
  | "double"
  | Shape;

/** Fields by number: name, type, and whether there may be several. */
export type Shape = {
  readonly [number: number]: readonly [string, FieldType | (() => Shape), "*"?];
};

export type Message = Record<string, unknown>;

/** What no collector would take. */
export class WireError extends Error {}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads a protobuf message strictly: a field that the shape does not know, or of another kind, is refused. */
export function readMessage(bytes: Uint8Array, shape: Shape, name = "message"): Message {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const message: Message = {};
  let at = 0;

  function varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new WireError(`${name} ends within a number`);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new WireError(`${name} holds a number without an end`);
  }

  function take(length: number): Uint8Array {
    if (at + length > bytes.length) throw new WireError(`${name} ends within a field`);
    at += length;
    return bytes.subarray(at - length, at);
  }

  function read(wire: number, type: FieldType, field: string): unknown[] {
    const expect = (wanted: number) => {
      if (wire !== wanted) throw new WireError(`${field} is of wire type ${wire}`);
    };
    const fixed = (size: number) => {
      expect(size === 8 ? 1 : 5);
      take(size);
      return at - size;
    };
    if (typeof type === "object") {
      expect(2);
      return [readMessage(take(Number(varint())), type, field)];
    }
    switch (type) {
      case "string":
        expect(2);
        return [decoder.decode(take(Number(varint())))];
      case "bytes":
        expect(2);
        return [Buffer.from(take(Number(varint()))).toString("hex")];
      case "bool":
        expect(0);
        return [varint() === 1n];
      case "uint32":
      case "enum":
        expect(0);
        return [Number(varint())];
      case "uint64":
        expect(0);
        return [varint()];
      case "fixed32":
        return [view.getUint32(fixed(4), true)];
      default:
        return wire === 2 ? packed(type, field) : [fixedNumber(type, fixed(8))];
    }
  }

  /** Numbers of a repeated field come without tags between them. */
  function packed(type: FieldType, field: string): unknown[] {
    const end = Number(varint()) + at;
    const values: unknown[] = [];
    while (at < end) values.push(...read(1, type, field));
    if (at !== end) throw new WireError(`${field} ends within a number`);
    return values;
  }

  function fixedNumber(type: FieldType, from: number): unknown {
    if (type === "double") return view.getFloat64(from, true);
    return type === "sfixed64" ? view.getBigInt64(from, true) : view.getBigUint64(from, true);
  }

  while (at < bytes.length) {
    const tag = Number(varint());
    const known = shape[tag >> 3];
    if (known === undefined) throw new WireError(`${name} has no field ${tag >> 3}`);
    const [key, given, many] = known;
    const values = read(tag & 7, typeof given === "function" ? given() : given, `${name}.${key}`);
    if (many) message[key] = [...((message[key] as unknown[]) ?? []), ...values];
    else message[key] = values.at(-1);
  }
  return message;
}
