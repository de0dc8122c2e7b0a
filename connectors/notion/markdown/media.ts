import type { BlockObjectResponse } from "@notionhq/client";
import { contentOf } from "./block-tree.ts";
import { linkTo, richTextToPlain } from "./rich-text.ts";

const LABELS = {
  image: "Image",
  video: "Video",
  audio: "Recording",
  file: "Attachment",
  pdf: "Attachment",
};

export type MediaType = keyof typeof LABELS;

export function isMedia(type: string): type is MediaType {
  return Object.hasOwn(LABELS, type);
}

/** A file by its name and caption. Notion's own files have addresses of an hour: those are left out. */
export function mediaToMarkdown(block: BlockObjectResponse & { type: MediaType }): string {
  const content = contentOf(block);
  const caption = richTextToPlain(content.caption);
  const name = fileName(content);
  const label = LABELS[block.type];
  const said =
    block.type === "image" ? caption || name : [name, caption].filter(Boolean).join(" – ");
  if (said === "") return `${label} without a name`;
  const address = externalUrl(content);
  return address === undefined ? `${label}: ${said}` : `${label}: ${linkTo(address, said)}`;
}

/** A page elsewhere: bookmarks, embeds and previews. */
export function linkToMarkdown(block: BlockObjectResponse): string {
  const content = contentOf(block);
  const url = typeof content.url === "string" ? content.url : "";
  if (url === "") return "";
  const caption = richTextToPlain(content.caption);
  if (!/^https?:/.test(url)) return caption || url;
  return caption === ""
    ? `<${url.replaceAll(/[<>\s]/g, encodeURIComponent)}>`
    : linkTo(url, caption);
}

function externalUrl(content: Record<string, unknown>): string | undefined {
  const { url } = (content.external ?? {}) as { url?: unknown };
  return typeof url === "string" && /^https?:/.test(url) ? url : undefined;
}

/** The name it was given, else the last part of its address. */
export function fileName(content: Record<string, unknown>): string {
  if (typeof content.name === "string" && content.name !== "") return content.name;
  const { url } = (content.external ?? content.file ?? {}) as { url?: unknown };
  return typeof url === "string" ? lastPart(url) : "";
}

/** `https://x/a%20b.pdf?c` → `a b.pdf`; empty when it is no address. */
export function lastPart(address: string): string {
  try {
    return decodeURIComponent(new URL(address).pathname.split("/").at(-1) ?? "");
  } catch {
    return "";
  }
}
