/** What `audit` counts files by. */
export type FileKind = "markdown" | "html" | "text" | "csv" | "jsonl";

const KINDS: Readonly<Record<string, FileKind>> = {
  md: "markdown",
  markdown: "markdown",
  mdx: "markdown",
  html: "html",
  htm: "html",
  xhtml: "html",
  txt: "text",
  text: "text",
  rst: "text",
  adoc: "text",
  asciidoc: "text",
  csv: "csv",
  tsv: "csv",
  jsonl: "jsonl",
};

/** The kind of a file by its name, undefined when it is none that this connector reads. */
export function fileKind(name: string): FileKind | undefined {
  const extension = extensionOf(name);
  return Object.hasOwn(KINDS, extension) ? KINDS[extension] : undefined;
}

/** Lower-case, without the dot; empty for a name without one. */
export function extensionOf(name: string): string {
  return /[^/]\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
