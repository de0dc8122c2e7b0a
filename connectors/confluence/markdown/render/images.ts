import { childAt, elementsOf } from "../../../shared/extraction/archive/xml-search.ts";
import type { XmlElement } from "../../../shared/extraction/archive/xml-tree.ts";
import { inside, type RenderContext } from "./context.ts";
import { htmlText } from "./html-text.ts";
import { attachmentAddress, fileNameOf, linkTo } from "./links.ts";

/** A picture by what is said of it, else by its file's name; its caption follows. */
export function image(picture: XmlElement, context: RenderContext): string {
  const { attributes } = picture;
  const target = elementsOf(picture).find(({ name }) => name.startsWith("ri:"));
  const address = addressOf(target, context) ?? attributes.src;
  const name = [attributes["ac:alt"], attributes["ac:title"], attributes.alt, attributes.title]
    .map((text) => text?.trim() ?? "")
    .find((text) => text !== "");
  const words = name ?? (nameOf(target, address) || "without a name");
  const caption = childAt(picture, "ac:caption");
  const said = caption === undefined ? "" : ` ${context.render(caption.children, context)}`;
  const inLink = htmlText(words, inside(context, "link"));
  return `Image: ${linkTo(address, inLink, context)}${said}`;
}

function addressOf(target: XmlElement | undefined, context: RenderContext): string | undefined {
  if (target?.name === "ri:url") return target.attributes["ri:value"];
  return target?.name === "ri:attachment" ? attachmentAddress(target, context) : undefined;
}

/** The file's name, or the last part of the address. */
function nameOf(target: XmlElement | undefined, address: string | undefined): string {
  if (target?.name === "ri:attachment") return fileNameOf(target);
  if (address === undefined || !URL.canParse(address)) return "";
  return new URL(address).pathname.split("/").at(-1) ?? "";
}
