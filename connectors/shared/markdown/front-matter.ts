import { parse } from "yaml";

const BLOCK = /^(---|\+\+\+)[ \t]*\n([\s\S]{0,65536}?)\n?^\1[ \t]*(?:\n|$(?![\s\S]))/m;

export interface FrontMatter {
  /** Field names in lower case without `-` and `_`: `lastUpdated` and `last_updated` are one. */
  fields: ReadonlyMap<string, unknown>;
  body: string;
}

/** Splits a page from the YAML (`---`) or TOML (`+++`) block above it. */
export function splitFrontMatter(text: string): FrontMatter {
  const match = /^(?:---|\+\+\+)[ \t]*\n/.test(text) ? BLOCK.exec(text) : null;
  if (match === null || match.index !== 0) return { fields: new Map(), body: text };
  const [whole, fence, block = ""] = match;
  const fields = fence === "---" ? parseYaml(block) : parseLines(block, "=");
  // Two rules with prose between them are no front matter.
  if (fields === undefined) return { fields: new Map(), body: text };
  return { fields: normalizeNames(fields), body: text.slice(whole.length) };
}

function parseYaml(block: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = parse(block, { logLevel: "error" });
    if (value === null) return new Map();
    if (typeof value !== "object" || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value));
  } catch {
    // `title: Leave: how it works` is no YAML, but what was meant is plain.
    const fields = parseLines(block, ":");
    return fields.size === 0 ? undefined : fields;
  }
}

function parseLines(block: string, separator: ":" | "="): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const line of block.split("\n")) {
    const at = line.indexOf(separator);
    const name = line.slice(0, Math.max(at, 0)).trimEnd();
    if (!/^[A-Za-z][\w-]*$/.test(name)) continue;
    const value = line.slice(at + 1).trim();
    const list = /^\[(.*)\]$/.exec(value)?.[1];
    fields.set(name, list === undefined ? unquote(value) : list.split(",").map(unquote));
  }
  return fields;
}

function unquote(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, "$2");
}

function normalizeNames(fields: Map<string, unknown>): Map<string, unknown> {
  return new Map(
    [...fields].map(([name, value]) => [name.toLowerCase().replaceAll(/[-_\s]/g, ""), value]),
  );
}
