import {
  type DataSourceObjectResponse,
  isFullDataSource,
  isFullPage,
  type PageObjectResponse,
} from "@notionhq/client";
import { titleOf } from "../markdown/property-to-text.ts";
import { addressOf, type Named, pagesNamedIn, richTextToPlain } from "../markdown/rich-text.ts";
import { type Column, readColumns } from "./columns.ts";

/** What stands above a page; `beyond` is a part of the workspace that the connection does not see. */
export type Parent =
  | { type: "page" | "data-source" | "database" | "block"; id: string }
  | { type: "workspace" | "beyond" };

/** A page, a row or a data source: what becomes a document. */
export interface Node {
  id: string;
  kind: "page" | "row" | "data-source";
  title: string;
  url: string;
  /** In milliseconds, cut down to the minute by Notion. */
  editedAt: number;
  trashed: boolean;
  parent: Parent;
  /** The database of a data source, which people see as the same thing. */
  databaseId?: string;
  /** Of a data source. */
  columns?: Column[];
  /** Pages and databases that the texts of a row's properties mention; absent where there are none. */
  named?: Named[];
  /** Notion did not give such a text whole. */
  isCut?: boolean;
  /** As Notion gave it; left out of long lists. */
  raw?: PageObjectResponse | DataSourceObjectResponse;
}

/** A page shows so many pieces of a text; the rest has to be asked for. */
const SHOWN = 25;

/** Undefined for what Notion names but does not show, and for what is neither page nor data source. */
export function toNode(item: { object: string; id: string }): Node | undefined {
  const found = item as Parameters<typeof isFullPage>[0];
  if (item.object === "page" && isFullPage(found)) return pageNode(found);
  if (item.object === "data_source" && isFullDataSource(found)) return dataSourceNode(found);
  return undefined;
}

function pageNode(page: PageObjectResponse): Node {
  const parent = readParent(page.parent);
  const title = Object.values(page.properties ?? {}).find((one) => one?.type === "title");
  const named = namedInProperties(page.properties);
  return {
    id: page.id,
    kind: parent.type === "data-source" || parent.type === "database" ? "row" : "page",
    title: titleOf(page.properties) || "Untitled",
    // It would tell the title of a page that the title mentions.
    url:
      pagesNamedIn(title?.type === "title" ? title.title : []).length > 0
        ? addressOf(page.id)
        : page.url,
    editedAt: readTime(page.last_edited_time),
    trashed: isTrashed(page),
    parent,
    ...(named.length > 0 ? { named } : {}),
    ...(textsIn(page.properties).some((text) => text.length >= SHOWN) ? { isCut: true } : {}),
    raw: page,
  };
}

function dataSourceNode(source: DataSourceObjectResponse): Node {
  const own = readParent(source.parent);
  return {
    id: source.id,
    kind: "data-source",
    title: richTextToPlain(source.title) || "Untitled",
    url: source.url,
    editedAt: readTime(source.last_edited_time),
    trashed: isTrashed(source),
    parent: own.type === "data-source" ? own : readParent(source.database_parent),
    ...(own.type === "database" ? { databaseId: own.id } : {}),
    columns: readColumns(source.properties),
    raw: source,
  };
}

/** Of any object that says where it is. */
export function readParent(parent: unknown): Parent {
  const { type, ...ids } = (parent ?? {}) as Record<string, unknown>;
  const id = typeof type === "string" ? ids[type] : undefined;
  if (type === "workspace") return { type };
  if (typeof id !== "string") return { type: "beyond" };
  switch (type) {
    case "page_id":
      return { type: "page", id };
    case "data_source_id":
      return { type: "data-source", id };
    case "database_id":
      return { type: "database", id };
    case "block_id":
      return { type: "block", id };
    default:
      return { type: "beyond" };
  }
}

/** Versions of the API differ in the name. */
export function isTrashed(object: { in_trash?: boolean; archived?: boolean }): boolean {
  return object.in_trash === true || object.archived === true;
}

type Properties = PageObjectResponse["properties"];

/** The pages and databases that the texts of a row's properties mention. */
export function namedInProperties(properties: Properties): Named[] {
  return textsIn(properties).flatMap(pagesNamedIn);
}

function textsIn(properties: Properties): unknown[][] {
  return Object.values(properties ?? {}).flatMap((property) => {
    if (property?.type !== "title" && property?.type !== "rich_text") return [];
    const text: unknown = Reflect.get(property, property.type);
    return Array.isArray(text) ? [text] : [];
  });
}

function readTime(text: string): number {
  const time = Date.parse(text);
  return Number.isNaN(time) ? 0 : time;
}
