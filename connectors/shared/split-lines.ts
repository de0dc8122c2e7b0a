export interface Line {
  /** From 1. */
  number: number;
  /** Without its line break; undefined when the line is longer than allowed and was skipped. */
  bytes: Buffer | undefined;
}

/** Lines of a stream of any length; holds one line at a time and skips over lines too long to hold. */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer): void => {
    size += part.length;
    if (size <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const line = (): Line => {
    const bytes = size <= maxLineBytes ? Buffer.concat(parts) : undefined;
    parts = [];
    size = 0;
    return { number: number++, bytes };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, end));
      yield line();
      from = end + 1;
    }
    take(chunk.subarray(from));
  }
  if (size > 0) yield line();
}
