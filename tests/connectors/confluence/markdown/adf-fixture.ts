import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { adfToMarkdown } from "../../../../connectors/confluence/markdown/adf-to-markdown.ts";
import { names } from "./body-fixture.ts";

const SCHEMA = join(import.meta.dirname, "../../../../../shared/specs/adf-full.schema.json");
export const hasSchema = existsSync(SCHEMA);
export const official = hasSchema
  ? z.fromJSONSchema(JSON.parse(readFileSync(SCHEMA, "utf8")))
  : undefined;

export type Node = Record<string, unknown>;

export const node = (type: string, attrs: Node, ...content: Node[]): Node => ({
  type,
  ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
  ...(content.length === 0 ? {} : { content }),
});
export const text = (words: string, ...marks: (string | Node)[]): Node => ({
  type: "text",
  text: words,
  ...(marks.length === 0
    ? {}
    : { marks: marks.map((mark) => (typeof mark === "string" ? { type: mark } : mark)) }),
});
export const link = (href: string): Node => ({ type: "link", attrs: { href } });
export const p = (...content: (Node | string)[]): Node =>
  node("paragraph", {}, ...content.map((one) => (typeof one === "string" ? text(one) : one)));
export const li = (...content: Node[]): Node => node("listItem", {}, ...content);
export const id = { localId: "1" };

export function extension(
  type: string,
  key: string,
  macroParams: Record<string, string>,
  ...content: Node[]
) {
  const parameters = {
    macroParams: Object.fromEntries(
      Object.entries(macroParams).map(([name, value]) => [name, { value }]),
    ),
    macroMetadata: { schemaVersion: { value: "1" }, title: "A macro" },
  };
  return node(
    type,
    { extensionType: "com.atlassian.confluence.macro.core", extensionKey: key, parameters },
    ...content,
  );
}

/** Markdown of a document that the official schema, where it is at hand, finds nothing wrong with. */
export async function readAdf(...content: Node[]): Promise<string> {
  const document = { type: "doc", version: 1, content };
  const problems = official?.safeParse(document).error?.issues ?? [];
  expect(problems).toEqual([]);
  const markdown = await adfToMarkdown(document, names);
  expect(await adfToMarkdown(JSON.stringify(document), names)).toBe(markdown);
  return markdown;
}
