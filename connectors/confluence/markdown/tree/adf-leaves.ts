import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import { type AdfNode, recordAt, stringAt } from "./adf-node.ts";
import { element, macroElement } from "./make-element.ts";

/** A node that holds no others, as the storage format writes it; undefined when it may hold some. */
export function adfLeaf(node: AdfNode): XmlNode[] | undefined {
  const { type, attributes } = node;
  switch (type) {
    case "hardBreak":
      return [element("br", {}, [])];
    case "rule":
      return [element("hr", {}, [])];
    case "placeholder":
      return [];
    case "mention":
      return [mention(node)];
    case "emoji":
      return [
        element(
          "ac:emoticon",
          {
            "ac:emoji-fallback": stringAt(attributes, "text"),
            "ac:emoji-shortname": stringAt(attributes, "shortName"),
          },
          [],
        ),
      ];
    case "date":
      return [element("time", { datetime: dateOf(stringAt(attributes, "timestamp")) }, [])];
    case "status":
      return [macroElement("status", { title: stringAt(attributes, "text") }, {})];
    case "inlineCard":
      return [card(node)];
    case "blockCard":
    case "embedCard":
      return [element("p", {}, [card(node)])];
    case "media":
    case "mediaInline":
      return [media(node)];
    case "syncBlock":
      return [macroElement("synced block", {}, {})];
    default:
      return undefined;
  }
}

/** Where a card leads; empty when it does not say. */
export function cardAddress({ attributes }: AdfNode): string {
  return stringAt(attributes, "url") || stringAt(recordAt(attributes, "data"), "url");
}

function card(node: AdfNode): XmlElement {
  const data = recordAt(node.attributes, "data");
  const address = cardAddress(node);
  const name = stringAt(data, "name") || stringAt(data, "title") || address;
  if (name !== "") return element("a", { href: address }, [name]);
  return macroElement("list of issues or pages", {}, {});
}

function mention({ attributes }: AdfNode): XmlElement {
  const account = stringAt(attributes, "id");
  return element("ac:link", {}, [
    element("ri:user", { "ri:account-id": account }, []),
    element("ac:link-body", {}, [stringAt(attributes, "text")]),
  ]);
}

/** Files are named by their alternative text, which is the file's name until somebody writes a better one. */
function media({ type, attributes }: AdfNode): XmlElement {
  const alt = stringAt(attributes, "alt");
  const address = stringAt(attributes, "url");
  const fileName = stringAt(attributes, "__fileName") || alt;
  const isFile = type === "mediaInline" && attributes.type !== "image";
  if (isFile) return macroElement("view-file", { name: fileName }, {});
  const target =
    address === ""
      ? element("ri:attachment", { "ri:filename": fileName }, [])
      : element("ri:url", { "ri:value": address }, []);
  return element("ac:image", { "ac:alt": alt }, [target]);
}

/** The day of a time in milliseconds, and what it says when it is none. */
function dateOf(timestamp: string): string {
  const time = new Date(/^-?\d{1,16}$/.test(timestamp) ? Number(timestamp) : timestamp);
  return Number.isNaN(time.getTime()) ? timestamp : time.toISOString().slice(0, 10);
}
