/** What `audit` counts files by. */
export type FileKind =
  | "markdown"
  | "html"
  | "text"
  | "csv"
  | "jsonl"
  | "pdf"
  | "docx"
  | "pptx"
  | "xlsx"
  | "odf"
  | "epub"
  | "email"
  | "legacy-office";

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
  pdf: "pdf",
  docx: "docx",
  docm: "docx",
  pptx: "pptx",
  pptm: "pptx",
  ppsx: "pptx",
  xlsx: "xlsx",
  xlsm: "xlsx",
  odt: "odf",
  ods: "odf",
  odp: "odf",
  epub: "epub",
  eml: "email",
  // Not read, but each named as a failure: people take them for documents like any other.
  doc: "legacy-office",
  ppt: "legacy-office",
  xls: "legacy-office",
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
