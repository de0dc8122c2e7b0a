import { findTitle } from "./markdown/find-title.ts";

/** Text without markup, or with AsciiDoc's or reStructuredText's, which reads well as it is. */
export function plainText(
  text: string,
  extension: string,
): { title?: string | undefined; markdown: string } {
  const body = dedent(text).trimEnd();
  if (extension === "adoc" || extension === "asciidoc") {
    return titled(
      body.replaceAll(/^(={1,6}) +(?=\S)/gm, (_, marks) => `${"#".repeat(marks.length)} `),
    );
  }
  return extension === "rst" ? titled(body) : { markdown: body };
}

function titled(markdown: string): { title?: string | undefined; markdown: string } {
  const found = findTitle(markdown, undefined);
  return found === undefined ? { markdown } : { title: found.title, markdown: found.body };
}

/**
 * Takes out the indentation that all lines after the first share: in Markdown four spaces would
 * make code of a whole text.
 */
export function dedent(text: string): string {
  const lines = text.replace(/^\n+/, "").split("\n");
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const shared = indents.reduce(
    (least, indent) => Math.min(least, indent),
    Number.POSITIVE_INFINITY,
  );
  if (shared === 0 || shared === Number.POSITIVE_INFINITY) return lines.join("\n");
  const [first = "", ...rest] = lines;
  return [first.trimStart(), ...rest.map((line) => line.slice(shared))].join("\n");
}
