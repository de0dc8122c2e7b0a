import type { PageObjectResponse } from "@notionhq/client";
import { type ListedPage, listWhole } from "../api/list-pages.ts";
import type { NotionApi } from "../api/notion-api.ts";
import type { Property } from "../markdown/property-to-text.ts";

const LISTS: ReadonlySet<string> = new Set(["title", "rich_text", "people", "relation"]);
/** A page shows so many values of a property; the rest has to be asked for. */
const SHOWN = 25;

/** A page's properties with all their values. @throws ConnectorError */
export async function completeProperties(
  api: NotionApi,
  page: PageObjectResponse,
): Promise<PageObjectResponse["properties"]> {
  const entries: [string, Property][] = [];
  for (const [name, property] of Object.entries(page.properties ?? {})) {
    const whole = isCut(property) ? await readWhole(api, page.id, property) : property;
    entries.push([name, whole]);
  }
  return Object.fromEntries(entries);
}

function isCut(property: Property): boolean {
  if (!LISTS.has(property.type) && property.type !== "rollup") return false;
  const value: unknown = Reflect.get(property, property.type);
  const values: unknown = property.type === "rollup" ? Reflect.get(Object(value), "array") : value;
  const isFull = Array.isArray(values) && values.length >= SHOWN;
  return isFull || Reflect.get(property, "has_more") === true;
}

async function readWhole(api: NotionApi, pageId: string, property: Property): Promise<Property> {
  const { id, type } = property;
  const items = await listWhole<{ type: string }>(
    async (cursor) =>
      (await api.pages.properties.retrieve({
        page_id: pageId,
        property_id: id,
        page_size: 100,
        ...(cursor === undefined ? {} : { start_cursor: cursor }),
      })) as unknown as ListedPage<{ type: string }>,
  );
  if (type !== "rollup") return { ...property, [type]: items.map((item) => ownValue(item)) };
  // Each with a kind of its own; those that are lists come one by one.
  const array = items.map((item) => ({
    type: item.type,
    [item.type]: LISTS.has(item.type) ? [ownValue(item)] : ownValue(item),
  }));
  return { ...property, rollup: { ...property.rollup, type: "array", array } } as Property;
}

function ownValue(item: { type: string }): unknown {
  return Reflect.get(item, item.type);
}
