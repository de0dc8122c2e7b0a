import { Transform, type TransformCallback } from "node:stream";
import { StringDecoder } from "node:string_decoder";

const LEAST_LENGTH = 6;
const MASK = "[secret]";
/** A line that does not end is let go in pieces of this. */
const LONGEST_LINE = 65_536;

/** Passes lines on with every one of these values masked: what a recipe prints is kept. */
export function maskSecrets(values: readonly string[]): Transform {
  const secrets = values
    .filter((value) => value.length >= LEAST_LENGTH)
    .sort((a, b) => b.length - a.length);
  const mask = (text: string) => secrets.reduce((said, one) => said.replaceAll(one, MASK), text);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      rest += decoder.write(chunk);
      // A secret may be cut by the end of a chunk, not by that of a line.
      const end = rest.length > LONGEST_LINE ? rest.length : rest.lastIndexOf("\n") + 1;
      const whole = rest.slice(0, end);
      rest = rest.slice(end);
      done(null, mask(whole));
    },
    flush(done: TransformCallback) {
      done(null, mask(rest + decoder.end()));
    },
  });
}
