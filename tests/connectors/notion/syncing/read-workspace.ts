import { titleOf } from "../../../counterparts/notion/replies/to-json.ts";
import type { AnyItem, Page } from "../../../counterparts/notion/workspace/items.ts";
import {
  isInTrash,
  isVisible,
  upwards,
} from "../../../counterparts/notion/workspace/visibility.ts";
import type { Workspace } from "../../../counterparts/notion/workspace/workspace.ts";
import type { Expectation } from "../../read-index.ts";

/** Files that begin so cannot be read. */
export const BROKEN = "%PDF-broken";

/** What the index should hold of a workspace, by document id. */
export function readWorkspace(workspace: Workspace, audiences: Record<string, string[]>) {
  const { items } = workspace;
  const found: Record<string, Expectation> = {};
  for (const item of items.values()) {
    if (item.object !== "page" && item.object !== "data_source") continue;
    if (!isVisible(items, item) || isInTrash(items, item)) continue;
    const line = [...upwards(items, item)];
    const hidden = line.findIndex((one) => !isVisible(items, one));
    const above = hidden === -1 ? line : line.slice(0, hidden);
    // What is hidden has no title for the connection, but its id can be mapped.
    const mapped = hidden === -1 ? line : line.slice(0, hidden + 1);
    const root = mapped.find(({ id }) => Object.hasOwn(audiences, id));
    const titles = above.flatMap(nameOf).reverse();
    const document: Expectation = {
      title: titles.at(-1) ?? "",
      path: titles.join(" › "),
      url: `https://www.notion.so/${slugOf(item)}`,
      readers: root === undefined ? [] : (audiences[root.id] ?? []),
      text: item.object === "page" ? textOf(workspace, item) : "",
    };
    found[item.id] = document;
    if (item.object === "page") Object.assign(found, readFiles(workspace, item, document));
  }
  return found;
}

interface File {
  name: string;
  file: { url: string };
}

/** What is attached to a page, with the page's place and readers. */
function readFiles(workspace: Workspace, page: Page, document: Expectation) {
  const found: Record<string, Expectation> = {};
  const add = (key: string, { name, file }: File, url: string) => {
    const text = Buffer.from(workspace.files.get(file.url) ?? []).toString("utf8");
    if (text.startsWith(BROKEN)) return;
    const path = `${document.path} › ${name}`;
    found[`${page.id}/${key}`] = { ...document, title: name, path, url, text };
  };
  for (const property of Object.values(page.properties)) {
    for (const file of (property.type === "files" ? property.files : []) as File[]) {
      add(`${property.id}/${file.name}`, file, document.url);
    }
  }
  for (const id of page.blockIds) {
    const block = workspace.items.get(id);
    if (block?.object !== "block" || block.type !== "file") continue;
    add(id, block.content as unknown as File, `${document.url}#${id.replaceAll("-", "")}`);
  }
  return found;
}

/** The words of the properties, then those of the blocks. */
function textOf({ items }: Workspace, page: Page): string {
  const inProperties = Object.values(page.properties).map(({ type, rich_text: text }) =>
    type === "rich_text" ? text : [],
  );
  const inBlocks = page.blockIds.map((id) => {
    const block = items.get(id);
    return block?.object === "block" ? block.content.rich_text : [];
  });
  return [...inProperties, ...inBlocks]
    .flatMap((pieces) => (pieces ?? []) as { plain_text: string }[])
    .map((piece) => piece.plain_text)
    .join("\n");
}

/** A data source stands for its database, and blocks for nothing. */
function nameOf(item: AnyItem): string[] {
  if (item.object === "page") return [titleOf(item) || "Untitled"];
  return item.object === "data_source" ? [item.title || "Untitled"] : [];
}

function slugOf(item: AnyItem): string {
  const title = item.object === "page" ? titleOf(item) : "";
  const id = (item.object === "data_source" ? item.databaseId : item.id).replaceAll("-", "");
  const slug = title.replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return slug === "" ? id : `${slug}-${id}`;
}
