import { parseDate } from "../parse-date.ts";

// Review dates come last: they say less than a change, but more than nothing.
const DATES = [
  "updated",
  "updatedat",
  "updatedon",
  "lastupdated",
  "lastmod",
  "lastmodified",
  "modified",
  "dateupdated",
  "lastreviewed",
  "lastreviewedon",
  "date",
  "published",
];

// Only fields in which a person says something to a reader. Front matter is full of others that
// steer a site generator (layout, weight, translator, checksums) and would surface in answers.
const SHOWN: ReadonlyMap<string, string> = new Map([
  ["owner", "Owner"],
  ["owners", "Owners"],
  ["author", "Author"],
  ["authors", "Authors"],
  ["team", "Team"],
  ["department", "Department"],
  ["contact", "Contact"],
  ["ownerslack", "Contact"],
  ["status", "Status"],
  ["version", "Version"],
  ["effective", "Effective"],
  ["effectivedate", "Effective"],
  ["expires", "Expires"],
  ["category", "Category"],
  ["categories", "Categories"],
  ["tags", "Tags"],
  ["keywords", "Keywords"],
  ["aliases", "Also called"],
]);
const LISTS_OF_WORDS = new Set(["category", "categories", "tags", "keywords", "aliases"]);

/** When the page was changed last, by its own word. */
export function updatedAtOf(fields: ReadonlyMap<string, unknown>): string | undefined {
  for (const name of DATES) {
    const date = parseDate(fields.get(name));
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The summary a page gives of itself, unless its text says the same. */
export function summaryOf(fields: ReadonlyMap<string, unknown>, text: string): string | undefined {
  const summary = scalar(fields.get("description") ?? fields.get("summary"));
  return summary === undefined || text.includes(summary) ? undefined : summary;
}

/**
 * One line of what the front matter tells readers ("Owner: Ana · Status: final"), undefined when
 * it tells nothing. Tags that the text has anyway are left out: they would only add noise.
 */
export function detailsLine(
  fields: ReadonlyMap<string, unknown>,
  text: string,
): string | undefined {
  const lowered = text.toLowerCase();
  const details: string[] = [];
  for (const [name, label] of SHOWN) {
    const raw = fields.get(name);
    const values = (Array.isArray(raw) ? raw : [raw])
      .map(scalar)
      .filter((value) => value !== undefined)
      // Aliases of site generators are old addresses, not other names.
      .filter((value) => name !== "aliases" || !value.includes("/"))
      .filter((value) => !LISTS_OF_WORDS.has(name) || !lowered.includes(value.toLowerCase()));
    if (values.length > 0) details.push(`${label}: ${values.join(", ")}`);
  }
  return details.length === 0 ? undefined : details.join(" · ");
}

function scalar(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).replaceAll(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
}
