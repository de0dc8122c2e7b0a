import type { BlockObjectResponse, RichTextItemResponse } from "@notionhq/client";
import { contentOf } from "../markdown/block-tree.ts";
import { addressOf, isNamed, type Named, pageOf, UNNAMED_PAGE } from "../markdown/rich-text.ts";

/** What a document may show that does not stand in what Notion gave for it, or stands there for some. */
export interface Lends {
  /** The title of a page or database that is named; undefined when not each reader may know it. */
  titleOf(page: Named): Promise<string | undefined>;
  /** The title of a page that stands on this one, called so by its block. */
  titleOfChild(id: string, rawTitle: string): Promise<string | undefined>;
  userName(id: string): Promise<string | undefined>;
  /** Whether the text of a block that is kept elsewhere may be shown. */
  mayShowBlock(blockId: string): Promise<boolean>;
}

/** For those who look for something in a document, and show nothing of it. */
export const NOTHING_LENT: Lends = {
  titleOf: async () => undefined,
  titleOfChild: async () => undefined,
  userName: async () => undefined,
  mayShowBlock: async () => false,
};

/**
 * What Notion gave, with the titles of others in it as far as they are lent. It turns mentions into
 * text, and adds titles as rich text where Notion gives ids or bare strings: what did not come through
 * here cannot be shown, since nobody renders a mention or such a string.
 */
export async function takeOver<T>(value: T, lends: Lends): Promise<T> {
  return (await takeOverAny(value, lends)) as T;
}

/** The same of a block. */
export async function takeOverBlock(
  block: BlockObjectResponse,
  lends: Lends,
): Promise<BlockObjectResponse> {
  const content = contentOf(block);
  const page = pageShownBy(block, content);
  if (page === undefined) return { ...block, [block.type]: await takeOver(content, lends) };
  const title =
    block.type === "child_page"
      ? await lends.titleOfChild(page.id, String(content.title ?? ""))
      : await lends.titleOf(page);
  return { ...block, [block.type]: { ...content, title: asRichText(title) } };
}

function pageShownBy(
  { id, type }: BlockObjectResponse,
  content: Record<string, unknown>,
): Named | undefined {
  if (type === "child_page") return { type: "page", id };
  if (type === "child_database") return { type: "database", id };
  if (type !== "link_to_page") return undefined;
  if (typeof content.page_id === "string") return { type: "page", id: content.page_id };
  const { database_id: databaseId } = content;
  return typeof databaseId === "string" ? { type: "database", id: databaseId } : undefined;
}

async function takeOverAny(value: unknown, lends: Lends): Promise<unknown> {
  if (Array.isArray(value)) return inTurn(value, (item) => takeOverAny(item, lends));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object.type === "mention") return takeOverMention(object as unknown as Mention, lends);
  if (object.object === "user") return nameUser(object, lends);
  const entries = Object.entries(object);
  const taken = await inTurn(entries, async ([key, one]) => {
    const isRelation = key === "relation" && object.type === "relation" && Array.isArray(one);
    return [key, isRelation ? await nameRelated(one, lends) : await takeOverAny(one, lends)];
  });
  return Object.fromEntries(taken);
}

type Mention = Extract<RichTextItemResponse, { type: "mention" }>;

async function takeOverMention(item: Mention, lends: Lends): Promise<unknown> {
  const page = pageOf(item);
  if (page !== undefined) {
    const [text] = asRichText((await lends.titleOf(page)) ?? UNNAMED_PAGE);
    // The address that Notion gives may tell the title.
    const href = item.href === null ? null : addressOf(page.id);
    return { ...text, annotations: item.annotations, href };
  }
  if (item.mention.type !== "user" || isNamed(item.plain_text)) return item;
  const user = await nameUser({ ...item.mention.user }, lends);
  return { ...item, mention: { type: "user", user } };
}

async function nameUser(user: Record<string, unknown>, lends: Lends): Promise<unknown> {
  const isNameless = typeof user.name !== "string" || user.name === "";
  return isNameless ? { ...user, name: await lends.userName(String(user.id)) } : user;
}

function nameRelated(related: readonly unknown[], lends: Lends): Promise<unknown[]> {
  return inTurn(related, async (one) => {
    const { id } = Object(one) as { id?: unknown };
    if (typeof id !== "string") return one;
    return { id, title: asRichText(await lends.titleOf({ type: "page", id })) };
  });
}

function asRichText(title: string | undefined) {
  if (title === undefined) return [];
  return [{ type: "text", text: { content: title, link: null }, plain_text: title, href: null }];
}

/** Notion is asked for one thing after the other. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}
