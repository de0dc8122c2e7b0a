import { cleanMarkdown } from "./clean-markdown.ts";
import { detailsLine, summaryOf, updatedAtOf } from "./document-details.ts";
import { findTitle, plainWords } from "./find-title.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { protectCode } from "./protect-code.ts";

export interface MarkdownPage {
  /** Undefined when neither front matter nor a heading gives one. */
  title: string | undefined;
  markdown: string;
  /** ISO 8601, from the front matter. */
  updatedAt: string | undefined;
}

/** A Markdown file as its readers see it: without front matter, comments, shortcodes and tags. */
export function readMarkdownPage(text: string, isMdx = false): MarkdownPage {
  const { fields, body } = splitFrontMatter(text);
  const { text: outside, restore } = protectCode(body);
  const cleaned = cleanMarkdown(isMdx ? withoutComponents(outside) : outside);
  const given = fields.get("title");
  const found = findTitle(
    // A heading may hold code, and the title shows it.
    cleaned.replaceAll(/^ {0,3}#{1,6}[ \t].*$/gm, restore),
    typeof given === "string" || typeof given === "number" ? plainWords(String(given)) : undefined,
  );
  const content = restore(found?.body ?? cleaned)
    .replace(/^\n+/, "")
    .trimEnd();
  const parts = [
    summaryOf(fields, content),
    content,
    detailsLine(fields, `${found?.title} ${content}`),
  ];
  return {
    title: found?.title || undefined,
    markdown: parts.filter((part) => part !== undefined && part !== "").join("\n\n"),
    updatedAt: updatedAtOf(fields),
  };
}

/** MDX is Markdown with modules and components in it; what the components hold is text. */
function withoutComponents(text: string): string {
  return text
    .replaceAll(/^(?:import|export)\s.*(?:\n(?=\S)(?![#*\->]).*)*$/gm, "")
    .replaceAll(/<\/?[A-Z][\w.]*(?:\s[^<>]{0,2000})?\/?>/g, "")
    .replaceAll(/\{\/\*[\s\S]{0,2000}?\*\/\}/g, "");
}
