import { z } from "zod";
import type { Block } from "./block.ts";
import * as known from "./known-blocks.ts";
import { richText } from "./rich-text.ts";

export type Surface = "message" | "modal" | "home";

const inMessages = [
  known.actions,
  known.alert,
  known.card,
  known.carousel,
  known.container,
  known.context,
  known.contextActions,
  known.dataTable,
  known.divider,
  known.file,
  known.header,
  known.imageBlock,
  known.input,
  known.markdown,
  known.plan,
  known.section,
  known.table,
  known.taskCard,
  known.video,
  richText,
] as const;

const inViews = [
  known.actions,
  known.alert,
  known.container,
  known.context,
  known.divider,
  known.header,
  known.imageBlock,
  known.input,
  known.section,
  known.video,
  richText,
] as const;

const MOST_BLOCKS: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
const MOST_MARKDOWN_CHARACTERS = 12_000;
const messageBlock = z.discriminatedUnion("type", inMessages);
const viewBlock = z.discriminatedUnion("type", inViews);

/** What Slack would say against these blocks, one line each, with a pointer to the place. */
export function checkBlocks(blocks: unknown, surface: Surface, at = "/blocks"): string[] {
  const most = MOST_BLOCKS[surface];
  const list = z.array(surface === "message" ? messageBlock : viewBlock).max(most);
  const read = list.safeParse(blocks);
  if (!read.success) return read.error.issues.map((issue) => describe(issue, at));
  const problems = [
    ...repeated(read.data as Block[], at),
    ...tooMuchMarkdown(read.data as Block[], at),
    ...severalTables(read.data as Block[], surface, at),
  ];
  return problems;
}

function describe(issue: z.core.$ZodIssue, at: string): string {
  return `[ERROR] ${issue.message} [json-pointer:${[at, ...issue.path.map(String)].join("/")}]`;
}

function repeated(blocks: Block[], at: string): string[] {
  const problems: string[] = [];
  const blockIds = new Set<string>();
  for (const [i, block] of blocks.entries()) {
    if (block.block_id !== undefined && blockIds.has(block.block_id)) {
      problems.push(`[ERROR] \`block_id\` must be unique [json-pointer:${at}/${i}/block_id]`);
    }
    blockIds.add(block.block_id ?? `#${i}`);
    const actionIds = new Set<string>();
    for (const id of actionIdsOf(block)) {
      if (actionIds.has(id)) {
        problems.push(`[ERROR] \`action_id\` ${id} already exists [json-pointer:${at}/${i}]`);
      }
      actionIds.add(id);
    }
  }
  return problems;
}

function actionIdsOf(block: Block): string[] {
  const { elements, accessory, element } = block;
  const all = [...(Array.isArray(elements) ? elements : []), accessory, element] as {
    action_id?: string;
  }[];
  return all.flatMap((one) => (one?.action_id === undefined ? [] : [one.action_id]));
}

function tooMuchMarkdown(blocks: Block[], at: string): string[] {
  const characters = blocks.reduce(
    (sum, { type, text }) => sum + (type === "markdown" ? String(text).length : 0),
    0,
  );
  return characters > MOST_MARKDOWN_CHARACTERS
    ? [`[ERROR] markdown text must be less than 12001 characters in all [json-pointer:${at}]`]
    : [];
}

function severalTables(blocks: Block[], surface: Surface, at: string): string[] {
  const tables = blocks.filter(({ type }) => type === "table").length;
  return surface === "message" && tables > 1
    ? [`[ERROR] only_one_table_allowed [json-pointer:${at}]`]
    : [];
}
