/** A block as a test writes it; children become blocks of their own. */
export interface BlockSpec {
  type: string;
  content: Record<string, unknown>;
  children?: BlockSpec[];
}

interface Style {
  href?: string;
  bold?: boolean;
  code?: boolean;
  strikethrough?: boolean;
}

const PLAIN = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: "default",
};

/** Words, or pieces of rich text where there is more than words in it. */
export type Words = string | readonly Piece[];

/** A piece of rich text, as Notion gives it. */
export type Piece = ReturnType<typeof text> | ReturnType<typeof mention>;

export function richText(words: Words): Piece[] {
  if (typeof words !== "string") return [...words];
  return words === "" ? [] : [text(words)];
}

/** As somebody reads it in Notion: mentions by the titles of their pages. */
export function plainText(pieces: readonly { plain_text: string }[]): string {
  return pieces.map((piece) => piece.plain_text).join("");
}

/** Rich text of one piece. */
export function text(content: string, { href, ...style }: Style = {}) {
  return {
    type: "text",
    text: { content, link: href === undefined ? null : { url: href } },
    annotations: { ...PLAIN, ...style },
    plain_text: content,
    href: href ?? null,
  };
}

/** A mention; `shown` is what Notion writes for it. */
export function mention(value: { type: string; [kind: string]: unknown }, shown: string) {
  return { type: "mention", mention: value, annotations: PLAIN, plain_text: shown, href: null };
}

/** A block whose content is text. */
export function textBlock(type: string, words: string, children: BlockSpec[] = []): BlockSpec {
  const more: Record<string, Record<string, unknown>> = {
    to_do: { checked: false },
    callout: { icon: null },
    heading_1: { is_toggleable: false },
    heading_2: { is_toggleable: false },
    heading_3: { is_toggleable: false },
  };
  return {
    type,
    content: { rich_text: [text(words)], color: "default", ...more[type] },
    children,
  };
}

export function paragraph(words: string): BlockSpec {
  return textBlock("paragraph", words);
}

export function table(rows: string[][], hasHeader = true): BlockSpec {
  return {
    type: "table",
    content: {
      table_width: rows[0]?.length ?? 0,
      has_column_header: hasHeader,
      has_row_header: false,
    },
    children: rows.map((cells) => ({
      type: "table_row",
      content: { cells: cells.map((cell) => (cell === "" ? [] : [text(cell)])) },
    })),
  };
}

interface HostedFile {
  type: "file";
  name: string;
  file: { url: string };
}

/** A file that lies at Notion, by what `addFile` returned. */
export function hostedFile(address: string, name = nameIn(address)): HostedFile {
  return { type: "file", name, file: { url: address } };
}

/** A block that shows one. */
export function fileBlock(
  address: string,
  { type = "file", name = nameIn(address) } = {},
): BlockSpec {
  return { type, content: { ...hostedFile(address, name), caption: [] } };
}

function nameIn(address: string): string {
  return decodeURIComponent(address.split("/").at(-1) ?? "");
}
