import type { Chance } from "./chance.ts";
import { oddText } from "./odd-values.ts";

/** A body that is not quite what it was: cut off, of other bytes, doubled, or nothing of the kind. */
export function mutateBytes(body: Buffer, chance: Chance): Buffer {
  switch (chance.below(8)) {
    case 0:
      return body.subarray(0, chance.below(body.length + 1));
    case 1: {
      const changed = Buffer.from(body);
      for (let n = 0; n < 8 && changed.length > 0; n += 1) {
        changed[chance.below(changed.length)] = chance.below(256);
      }
      return changed;
    }
    case 2:
      return Buffer.concat([body, Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80])]);
    case 3:
      return Buffer.concat([Buffer.from("\ufeff"), body]);
    case 4:
      return Buffer.concat([body, body]);
    case 5:
      return Buffer.from(
        chance.pick(["[", '{"a":', "["]).repeat(chance.pick([100, 20_000, 200_000])),
      );
    case 6:
      return Buffer.from(chance.pick(["null", "7", '""', "[]", "{}", "true", ""]));
    default:
      return Buffer.from(oddText(chance));
  }
}

/** One that is beyond any door's limit. */
export function hugeBody(chance: Chance): Buffer {
  const letter = chance.pick(['"', "a", "\0", " ", "{"]);
  return Buffer.alloc(chance.pick([70_000, 1_000_001, 3_000_000]), letter);
}
