import type { PageObjectResponse } from "@notionhq/client";
import { fileName } from "./media.ts";
import { richTextToPlain } from "./rich-text.ts";

type Properties = PageObjectResponse["properties"];
export type Property = Properties[string];
/** A property, or one of the values a roll-up gathers. */
type Value = { type: string; [field: string]: unknown };

/** One line a property that has a value, the title left out: `- Status: Approved`. */
export function propertiesToMarkdown(properties: Properties): string {
  return Object.entries(properties)
    .filter(([, property]) => property.type !== "title")
    .map(([name, property]) => [name, propertyToText(property)] as const)
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `- ${scalar(name)}: ${text}`)
    .join("\n");
}

/** What a page is called: the property of the type `title`, whatever its name. */
export function titleOf(properties: Properties): string {
  const title = Object.values(properties ?? {}).find((property) => property?.type === "title");
  return title === undefined ? "" : propertyToText(title);
}

/** A property's value in words; empty when it has none or Notion does not give it. */
function propertyToText(property: Value | Property): string {
  const value = (property as Value)[property.type];
  switch (property.type) {
    case "title":
    case "rich_text":
      return richTextToPlain(value);
    case "select":
    case "status":
      return field(value, "name");
    case "multi_select":
      return each(value, (option) => field(option, "name"));
    case "people":
    case "created_by":
    case "last_edited_by":
      return each(Array.isArray(value) ? value : [value], (person) => field(person, "name"));
    case "relation":
      return each(value, (page) => richTextToPlain(Reflect.get(Object(page), "title")));
    case "files":
      return each(value, (file) => fileName(file as Record<string, unknown>));
    case "date":
      return dateText(value);
    case "checkbox":
      return value === true ? "yes" : "no";
    case "formula":
    case "rollup":
      return derived(value as Value | undefined);
    case "unique_id":
      return uniqueId(value);
    case "verification":
      return field(value, "state") === "verified" ? "verified" : "";
    case "place":
      return [field(value, "name"), field(value, "address")].filter(Boolean).join(", ");
    case "string":
    case "boolean":
    case "number":
    case "url":
    case "email":
    case "phone_number":
    case "created_time":
    case "last_edited_time":
      return scalar(value);
    default:
      return "";
  }
}

/** Worked out by Notion, from related rows too. */
export function isDerived({ type }: Property): boolean {
  return type === "formula" || type === "rollup";
}

function derived(value: Value | undefined): string {
  if (value === undefined) return "";
  if (value.type !== "array") return propertyToText(value);
  return each(value.array, (item) => (item ? propertyToText(item as Value) : ""));
}

function dateText(value: unknown): string {
  const [start, end] = [field(value, "start"), field(value, "end")];
  return end === "" ? start : `${start} to ${end}`;
}

function uniqueId(value: unknown): string {
  const { prefix, number } = (value ?? {}) as { prefix?: string | null; number?: number | null };
  if (typeof number !== "number") return "";
  return prefix ? `${prefix}-${number}` : String(number);
}

function each(values: unknown, text: (value: unknown) => string): string {
  const texts = Array.isArray(values) ? values.map(text) : [];
  return texts.filter((one) => one !== "").join(", ");
}

function field(value: unknown, name: string): string {
  const found = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return scalar(found);
}

function scalar(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "string" && typeof value !== "number") return "";
  return String(value).replaceAll(/\s+/g, " ").trim();
}
