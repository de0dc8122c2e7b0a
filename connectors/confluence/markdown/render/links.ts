import { childAt, elementsOf, textOf } from "../../../shared/extraction/archive/xml-search.ts";
import type { XmlElement } from "../../../shared/extraction/archive/xml-tree.ts";
import { escapeHtml } from "../../../shared/extraction/html-writing.ts";
import type { PageReference } from "../body-names.ts";
import { inside, type RenderContext } from "./context.ts";
import { holdsBlocks, htmlText } from "./html-text.ts";

const LONGEST_ADDRESS = 2_000;
/** Confluence ends the addresses of what it holds with the title. */
const TITLED =
  /\/wiki\/spaces\/[^/]+\/(?:pages|blog\/\d{4}\/\d\d\/\d\d|whiteboard|database|folder)\/\d+\/([^/?#]+)/;

/** Words that lead somewhere, where the address is one that a reader can open. */
export function linkTo(address: string | undefined, inner: string, context: RenderContext): string {
  if (address === undefined || context.within.has("link") || holdsBlocks(inner)) return inner;
  if (!/^(?:https?:\/\/|mailto:)\S/i.test(address.trim()) || inner.trim() === "") return inner;
  return `<a href="${escapeHtml(address.trim().replaceAll(/[\ue000-\ue00f]/g, ""))}">${inner}</a>`;
}

/** `<a href>`: an address pasted as it is gets the name of what it leads to. */
export function webLink(link: XmlElement, context: RenderContext): string {
  const address = (link.attributes.href ?? "").trim();
  const text = textOf(link).trim();
  const page = pageAt(address, context);
  const isBare = text === "" || text === address;
  const words = page?.title ?? nameInAddress(address);
  const inner =
    isBare && words !== undefined
      ? htmlText(words, inside(context, "link"))
      : context.render(link.children, inside(context, "link"));
  return linkTo(page?.url ?? address, inner, context);
}

/** `ac:link`: to a page, a person, a file, a space, or a place on this page. */
export function confluenceLink(link: XmlElement, context: RenderContext): string {
  const target = elementsOf(link).find(({ name }) => name.startsWith("ri:"));
  const body = childAt(link, "ac:link-body") ?? childAt(link, "ac:plain-text-link-body");
  const written = body === undefined ? "" : context.render(body.children, inside(context, "link"));
  const words = (text: string | undefined) =>
    written.trim() !== "" ? written : htmlText(text ?? "", inside(context, "link"));
  switch (target?.name) {
    case "ri:user": {
      const name = context.names.user(accountOf(target));
      return name === undefined ? words("@someone") : htmlText(`@${name}`, context);
    }
    case "ri:page":
    case "ri:blog-post":
    case "ri:content-entity": {
      const page = context.names.page(pageReference(target));
      return linkTo(
        page?.url,
        words(page?.title ?? target.attributes["ri:content-title"]),
        context,
      );
    }
    case "ri:attachment":
      return linkTo(attachmentAddress(target, context), words(fileNameOf(target)), context);
    case "ri:url":
      return linkTo(target.attributes["ri:value"], words(target.attributes["ri:value"]), context);
    case "ri:space":
      return words(target.attributes["ri:space-key"]);
    case "ri:shortcut":
      return words(target.attributes["ri:parameter"]);
    default:
      return words(link.attributes["ac:anchor"]);
  }
}

export function accountOf(user: XmlElement): string {
  return user.attributes["ri:account-id"] ?? user.attributes["ri:userkey"] ?? "";
}

export function pageReference({ attributes }: XmlElement): PageReference {
  const [title, space, id] = ["ri:content-title", "ri:space-key", "ri:content-id"].map(
    (name) => attributes[name],
  );
  return {
    ...(title === undefined ? {} : { title }),
    ...(space === undefined ? {} : { spaceKey: space }),
    ...(id === undefined ? {} : { contentId: id }),
  };
}

export function fileNameOf(attachment: XmlElement): string {
  return attachment.attributes["ri:filename"] ?? "";
}

/** Files of this page have an address; those of another page are only named. */
export function attachmentAddress(
  attachment: XmlElement,
  { names }: RenderContext,
): string | undefined {
  return elementsOf(attachment).length > 0
    ? undefined
    : names.attachmentUrl(fileNameOf(attachment));
}

/** The page behind an address, when it is one of the same site: ids mean nothing elsewhere. */
function pageAt(address: string, { names }: RenderContext) {
  if (address.length > LONGEST_ADDRESS) return undefined;
  const id = /\/(?:pages\/|[^?#]{0,200}[?&]pageId=)(\d{1,20})(?:[/?#&]|$)/.exec(address)?.[1];
  if (id === undefined) return undefined;
  const page = names.page({ contentId: id });
  const isHere = address.startsWith("/") || hostOf(address) === hostOf(page?.url ?? "");
  return isHere ? page : undefined;
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}

/** What an address says to people: an issue's key, or the title that it ends with. */
function nameInAddress(address: string): string | undefined {
  if (address.length > LONGEST_ADDRESS) return undefined;
  const key = /^https?:\/\/[^/]+\/browse\/([A-Z][A-Z0-9_]+-\d+)\/?$/.exec(address)?.[1];
  const slug = TITLED.exec(address)?.[1];
  if (slug === undefined) return key;
  try {
    return decodeURIComponent(slug.replaceAll("+", " "));
  } catch {
    return slug;
  }
}
