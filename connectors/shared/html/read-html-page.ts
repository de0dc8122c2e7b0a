import { findTitle, plainWords } from "../markdown/find-title.ts";
import { protectCode } from "../markdown/protect-code.ts";
import { htmlToMarkdown } from "./html-to-markdown.ts";

const CHARSET =
  /<meta\b[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i;
const SEPARATOR = /\s+[|–—·»:-]\s+/;

/** The charset an HTML file names near its top, undefined when it names none. */
export function declaredCharset(bytes: Buffer): string | undefined {
  const match = CHARSET.exec(bytes.subarray(0, 4096).toString("latin1"));
  return match?.[1] ?? match?.[2];
}

/** An HTML file's title and text. The heading that readers see wins over the tab's `<title>`. */
export function readHtmlPage(html: string): { title: string | undefined; markdown: string } {
  const page = htmlToMarkdown(html);
  const { text, restore } = protectCode(page.markdown);
  const headings = text.replaceAll(/^#{1,6} .*$/gm, restore);
  const own = /^# (.+)$/m.exec(headings)?.[1];
  const found = findTitle(headings, chooseTitle(page.title, own));
  return { title: found?.title || undefined, markdown: restore(found?.body ?? text) };
}

/** Undefined leaves the choice to the page's headings. */
function chooseTitle(tab: string | undefined, heading: string | undefined): string | undefined {
  if (heading === undefined) return tab;
  const words = plainWords(heading);
  const [page, ...site] = tab?.split(SEPARATOR) ?? [];
  // `<h1>Acme Intranet</h1>` above a page titled "Parking - Acme Intranet" is the site's name.
  return site.includes(words) ? page : undefined;
}
