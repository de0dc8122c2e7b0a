/** What is left of Markdown when nothing in it can do harm: no raw HTML, no pictures, no scripts. */
export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "heading"; level: number; children: Inline[] }
  | { type: "list"; ordered: boolean; start: number; items: Block[][] }
  | { type: "table"; header: Inline[][]; rows: Inline[][][] }
  | { type: "code"; children: Inline[] }
  | { type: "quote"; children: Block[] }
  | { type: "rule" };

export type Inline =
  | { type: "text"; text: string; marked?: true }
  | { type: "strong" | "emphasis" | "strike" | "code"; children: Inline[] }
  /** `href` is http(s) or mailto, nothing else. */
  | { type: "link"; href: string; children: Inline[] }
  | { type: "break" }
  /** A `[n]` mark that stands for a citation. */
  | { type: "citation"; n: number };

/** The address when it may be followed from a page: http, https or mailto. */
export function safeHref(address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : undefined;
}
