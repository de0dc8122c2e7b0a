import PostalMime, { type Address, type Email } from "postal-mime";
import { htmlToMarkdown } from "../../html/html-to-markdown.ts";
import { parseDate } from "../../parse-date.ts";
import { dedent } from "../../plain-text.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { ExtractedText } from "../extracted-text.ts";

const MAX_NESTING = 50;

/** An e-mail: who wrote it to whom and when, what it says, and the names of what is attached. */
export async function readMail(bytes: Buffer): Promise<ExtractedText> {
  const mail = await PostalMime.parse(new Uint8Array(bytes), {
    maxNestingDepth: MAX_NESTING,
    rfc822Attachments: true,
  });
  if (mail.headers.length === 0) {
    throw new UnreadableDocumentError("is no e-mail: it has no header lines such as From:");
  }
  const body = bodyOf(mail);
  const attachments = mail.attachments
    .filter(({ disposition, related }) => disposition !== "inline" && related !== true)
    .map(({ filename, mimeType }) => `- ${oneLine(filename ?? mimeType)}`);
  const parts = [
    headerLines(mail),
    body,
    attachments.length === 0 ? "" : `Attachments (not read):\n\n${attachments.join("\n")}`,
  ];
  return {
    title: oneLine(mail.subject ?? "") || undefined,
    updatedAt: parseDate(mail.date),
    markdown: parts.filter((part) => part !== "").join("\n\n"),
  };
}

function bodyOf({ html, text }: Email): string {
  if (text !== undefined && text.trim() !== "") return dedent(text.replaceAll("\r\n", "\n")).trim();
  return html === undefined ? "" : htmlToMarkdown(html).markdown;
}

function headerLines(mail: Email): string {
  const lines = [
    ["From", addresses(mail.from === undefined ? [] : [mail.from])],
    ["To", addresses(mail.to ?? [])],
    ["Cc", addresses(mail.cc ?? [])],
    ["Date", oneLine(mail.date ?? "")],
  ];
  return lines
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

function addresses(list: readonly Address[]): string {
  return list
    .flatMap((one) => one.group ?? [one])
    .map(({ name, address }) => oneLine(name === "" ? (address ?? "") : `${name} (${address})`))
    .join(", ");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
