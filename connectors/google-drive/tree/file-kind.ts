/** What `audit` counts by. */
export type DriveKind =
  | "document"
  | "spreadsheet"
  | "presentation"
  | "pdf"
  | "office"
  | "text"
  | "email"
  | "epub"
  | "legacy-office";

const GOOGLE = "application/vnd.google-apps.";
export const FOLDER = `${GOOGLE}folder`;
export const SHORTCUT = `${GOOGLE}shortcut`;

const BY_TYPE: Readonly<Record<string, DriveKind>> = {
  [`${GOOGLE}document`]: "document",
  [`${GOOGLE}spreadsheet`]: "spreadsheet",
  [`${GOOGLE}presentation`]: "presentation",
  "application/pdf": "pdf",
  "application/epub+zip": "epub",
  "message/rfc822": "email",
  "text/plain": "text",
  "text/markdown": "text",
  "text/x-markdown": "text",
  "text/html": "text",
  "application/xhtml+xml": "text",
  "text/csv": "text",
  "text/tab-separated-values": "text",
  "application/msword": "legacy-office",
  "application/vnd.ms-excel": "legacy-office",
  "application/vnd.ms-powerpoint": "legacy-office",
  "application/rtf": "legacy-office",
  "text/rtf": "legacy-office",
};

const OFFICE =
  /^application\/vnd\.(?:openxmlformats-officedocument\.|oasis\.opendocument\.(?:text|spreadsheet|presentation)$|ms-(?:word|excel|powerpoint)\..*macroenabled)/i;

/** For what was uploaded as bytes of no kind; the name tells then. */
const BY_EXTENSION: Readonly<Record<string, DriveKind>> = {
  ...named("office", "docx docm pptx pptm ppsx xlsx xlsm odt ods odp"),
  ...named("text", "md markdown mdx txt text rst adoc asciidoc html htm xhtml csv tsv"),
  ...named("legacy-office", "doc xls ppt rtf"),
  pdf: "pdf",
  epub: "epub",
  eml: "email",
};
const UNTOLD = new Set(["application/octet-stream", "application/zip", "binary/octet-stream"]);

/** What a file is read as; undefined for what holds no text of its own: pictures, films, forms, sites. */
export function fileKind(mimeType: string, name: string): DriveKind | undefined {
  const type = mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (Object.hasOwn(BY_TYPE, type)) return BY_TYPE[type];
  if (OFFICE.test(type)) return "office";
  if (!UNTOLD.has(type) && !type.startsWith("text/")) return undefined;
  const extension = /[^.]\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

function named(kind: DriveKind, extensions: string): Record<string, DriveKind> {
  return Object.fromEntries(extensions.split(" ").map((extension) => [extension, kind]));
}
