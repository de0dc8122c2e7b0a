/** A PDF of these objects, numbered from 1; the first is the catalog. */
export function makePdf(objects: readonly (string | Buffer)[], trailer = ""): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let size = parts[0]?.length ?? 0;
  const add = (part: string | Buffer) => {
    const bytes = Buffer.from(part as string);
    parts.push(bytes);
    size += bytes.length;
  };
  objects.forEach((object, at) => {
    offsets.push(size);
    add(`${at + 1} 0 obj\n`);
    add(object);
    add("\nendobj\n");
  });
  const start = size;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`);
  add(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF`);
  return Buffer.concat(parts);
}

/** A PDF whose pages are drawn by these content streams, in Helvetica as /F1. */
export function makePages(contents: readonly string[], trailer = ""): Buffer {
  const kids = contents.map((_, at) => `${4 + at * 2} 0 R`).join(" ");
  const pages = contents.flatMap((content, at) => [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${5 + at * 2} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
    stream("", Buffer.from(content, "latin1")),
  ]);
  return makePdf(
    [
      "<</Type/Catalog/Pages 2 0 R>>",
      `<</Type/Pages/Kids[${kids}]/Count ${contents.length}>>`,
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
      ...pages,
    ],
    trailer,
  );
}

export function stream(dictionary: string, content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${content.length}>>stream\n`),
    content,
    Buffer.from("\nendstream"),
  ]);
}

/** Lines of text, each at its own place: x and y from the lower left, and the size. */
export function drawText(lines: readonly (readonly [number, number, number, string])[]): string {
  return lines
    .map(([x, y, size, text]) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`)
    .join("\n");
}
