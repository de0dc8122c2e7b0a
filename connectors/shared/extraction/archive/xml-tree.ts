import { SaxesParser, type SaxesTagNS } from "saxes";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import { canonicalPrefix } from "./xml-namespaces.ts";

/** Names carry the prefix that is usual for their namespace (`w:p`), whatever the file declares. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
}

export type XmlNode = XmlElement | string;

export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
  /** Asked now and then; the rest is not read once it is true. */
  isDone?(): boolean;
}

const MAX_DEPTH = 500;
const MAX_NODES = 1_500_000;
const SLICE = 65_536;

/** The tree of a part. Throws `UnreadableDocumentError` that names the part when it is not XML. */
export function parseXml(xml: string, partName: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  let nodes = 0;
  readXml(xml, partName, {
    open(name, attributes) {
      nodes += 1;
      if (nodes > MAX_NODES) {
        throw new UnreadableDocumentError(
          `holds more than ${MAX_NODES / 1_000_000} million elements (${partName}); split it`,
        );
      }
      const element = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    text(text) {
      open.at(-1)?.children.push(text);
    },
    close() {
      open.pop();
    },
  });
  const element = root.children.find((child) => typeof child !== "string");
  if (element === undefined) throw new UnreadableDocumentError(`is broken (${partName} is empty)`);
  return element;
}

/** Reads without building a tree. No entity but XML's own five is known, none is ever fetched. */
export function readXml(xml: string, partName: string, handlers: XmlHandlers): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on("error", (error) => {
    throw new UnreadableDocumentError(
      `is broken (${partName} is not valid XML: ${error.message.slice(0, 100)})`,
      { cause: error },
    );
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) {
      throw new UnreadableDocumentError(
        `nests its elements more than ${MAX_DEPTH} deep (${partName})`,
      );
    }
    handlers.open(canonicalName(tag.uri, tag.local, tag.prefix), attributesOf(tag));
  });
  parser.on("text", (text) => handlers.text(text));
  parser.on("cdata", (text) => handlers.text(text));
  parser.on("closetag", (tag) => {
    depth -= 1;
    handlers.close(canonicalName(tag.uri, tag.local, tag.prefix));
  });
  for (let at = 0; at < xml.length; at += SLICE) {
    parser.write(xml.slice(at, at + SLICE));
    if (handlers.isDone?.() === true) return;
  }
  parser.close();
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const attribute of Object.values(tag.attributes)) {
    const { uri, local, prefix, value } = attribute;
    attributes[prefix === "" ? local : canonicalName(uri, local, prefix)] = value;
  }
  return attributes;
}

function canonicalName(uri: string, local: string, prefix: string): string {
  const known = canonicalPrefix(uri) ?? prefix;
  return known === "" ? local : `${known}:${local}`;
}
