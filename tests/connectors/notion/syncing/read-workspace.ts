import type {
  AnyItem,
  Database,
  DataSource,
  Page,
} from "../../../counterparts/notion/workspace/items.ts";
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
    if (!isShown(workspace, item)) continue;
    const readers = readersOf(workspace, audiences, item);
    const titles = visibleAbove(workspace, item)
      .filter((one) => one === item || mayRead(readersOf(workspace, audiences, one), readers))
      .flatMap(nameOf)
      .reverse();
    const document: Expectation = {
      title: titles.at(-1) ?? "",
      path: titles.join(" › "),
      url: `https://www.notion.so/${slugOf(item)}`,
      readers: readers ?? [],
      text: item.object === "page" ? readText({ workspace, audiences, readers }, item) : "",
    };
    found[item.id] = document;
    if (item.object === "page") Object.assign(found, readFiles(workspace, item, document));
  }
  return found;
}

function isShown({ items }: Workspace, item: AnyItem): boolean {
  return isVisible(items, item) && !isInTrash(items, item);
}

/** From the item upwards, as far as the connection sees. */
function visibleAbove({ items }: Workspace, item: AnyItem): AnyItem[] {
  const line = [...upwards(items, item)];
  const hidden = line.findIndex((one) => !isVisible(items, one));
  return hidden === -1 ? line : line.slice(0, hidden);
}

function readersOf(
  workspace: Workspace,
  audiences: Record<string, string[]>,
  item: AnyItem,
): string[] | undefined {
  const seen = visibleAbove(workspace, item);
  // What is hidden has no title for the connection, but its id can be mapped.
  const [hidden] = [...upwards(workspace.items, item)].slice(seen.length);
  const line = hidden === undefined ? seen : [...seen, hidden];
  const root = line.find(({ id }) => Object.hasOwn(audiences, id));
  return root === undefined ? undefined : audiences[root.id];
}

/** Whether all who hold one of `who` may read what is for `readers`. */
function mayRead(readers: string[] | undefined, who: string[] | undefined): boolean {
  if (who === undefined) return readers === undefined || readers.includes("public");
  return who.every((one) => readers?.includes(one) || readers?.includes("public"));
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

interface Reading {
  workspace: Workspace;
  audiences: Record<string, string[]>;
  /** Of the page that is read. */
  readers: string[] | undefined;
}

/** The words of the properties, then those of the blocks, and the pages and databases on it. */
function readText(reading: Reading, page: Page): string {
  const inProperties = Object.values(page.properties)
    .filter(({ type }) => type === "rich_text")
    .map(({ rich_text: text }) => plain(reading, text));
  const inBlocks = page.blockIds.flatMap((id) => textOfBlock(reading, id));
  return [...inProperties, ...inBlocks].filter((text) => text !== "").join("\n");
}

function textOfBlock(reading: Reading, id: string): string[] {
  const item = reading.workspace.items.get(id);
  if (item?.object === "page" || item?.object === "database") {
    const title = titleShown(item).replaceAll(/[[\]]/g, "\\$&");
    return isOpen(reading, item) ? [`[${title}](`] : [];
  }
  if (item?.object !== "block") return [];
  const from = item.content.synced_from as { block_id: string } | null | undefined;
  const source = from ? reading.workspace.items.get(from.block_id) : item;
  if (source?.object !== "block" || (source !== item && !isOpen(reading, source))) return [];
  const below = source.blockIds.flatMap((childId) => textOfBlock(reading, childId));
  return [plain(reading, item.content.rich_text), ...below];
}

/** Shown to the connection, and to each reader of the page that is read. */
function isOpen({ workspace, audiences, readers }: Reading, item: AnyItem): boolean {
  return isShown(workspace, item) && mayRead(readersOf(workspace, audiences, item), readers);
}

interface Piece {
  plain_text: string;
  mention?: { page: { id: string } };
}

function plainOf({ plain_text: text }: Piece): string {
  return text;
}

function plain(reading: Reading, pieces: unknown): string {
  return ((pieces ?? []) as Piece[])
    .map(({ plain_text: text, mention }) => {
      const page = mention && reading.workspace.items.get(mention.page.id);
      if (mention === undefined) return text;
      return page?.object === "page" && isOpen(reading, page) ? titleShown(page) : "[page]";
    })
    .join("");
}

/** A data source stands for its database, and blocks for nothing. */
function nameOf(item: AnyItem): string[] {
  return item.object === "page" || item.object === "data_source" ? [titleShown(item)] : [];
}

/** Who may read a page need not know of one that its title mentions. */
function titleShown(item: Page | Database | DataSource): string {
  const pieces = piecesOf(item).map(({ mention, plain_text }) => (mention ? "[page]" : plain_text));
  return pieces.join("") || "Untitled";
}

function piecesOf(item: Page | Database | DataSource): readonly Piece[] {
  return (item.object === "page" ? item.properties.Name?.title : item.title) as Piece[];
}

function slugOf(item: AnyItem): string {
  const pieces = item.object === "page" ? piecesOf(item) : [];
  // The address that Notion gives has the titles of others in it.
  const title = pieces.some(({ mention }) => mention) ? "" : pieces.map(plainOf).join("");
  const id = (item.object === "data_source" ? item.databaseId : item.id).replaceAll("-", "");
  const slug = title.replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return slug === "" ? id : `${slug}-${id}`;
}
