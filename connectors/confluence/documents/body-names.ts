import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { isAway } from "../api/confluence-error.ts";
import { type ContentReply, contentReply, resultsOf } from "../api/shapes.ts";
import { adfToMarkdown } from "../markdown/adf-to-markdown.ts";
import type { BodyNames, ExcerptReference, PageReference } from "../markdown/body-names.ts";
import { findExcerpt } from "../markdown/find-excerpt.ts";
import { storageToMarkdown } from "../markdown/storage-to-markdown.ts";
import type { Who } from "../readers/who.ts";
import { type Include, NOT_THERE, pageName } from "../site/fingerprint.ts";
import { type Node, toNode } from "../site/node.ts";
import type { Run } from "../sync/run.ts";
import { fetchBody } from "./fetch-body.ts";

/** Where a text stands, and who will read it. */
export interface Reading {
  /** Everybody who may read the document that all this becomes. */
  who: Who;
  /** What the text takes in from elsewhere, written down on the way. */
  includes: Include[];
  page: Node;
}

/** A page's or a comment's text as Markdown. */
export async function bodyToMarkdown(
  run: Run,
  reading: Reading,
  body: ContentReply["body"],
): Promise<string> {
  const storage = body?.storage?.value;
  const adf = body?.atlas_doc_format?.value;
  await run.people.load(accountsIn(storage ?? adf ?? ""));
  const names = createBodyNames(run, reading);
  if (storage !== undefined) return storageToMarkdown(storage, names);
  return adf === undefined ? "" : adfToMarkdown(adf, names);
}

/** Half of an emoji, which people do leave behind, has no place in an address. */
function encode(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}

/**
 * Asked for together; otherwise each would take a request of its own. Other things in ADF have ids
 * too, though none in the shapes of an account's.
 */
function accountsIn(body: string): Set<string> {
  const found = body.matchAll(
    /(?:account-id=|"id":\s*)"(\d+:[\w-]{20,}|[\da-f]{24}|qm:[\w:-]{20,})"/g,
  );
  return new Set([...found].flatMap(([, id]) => id ?? []));
}

function createBodyNames(run: Run, reading: Reading): BodyNames {
  const { site: address } = run.settings;
  const { page } = reading;
  return {
    user: async (accountId) => (await run.people.find(accountId))?.name,
    // Its title stands in the text already; that of a page named by its id might not be for all.
    page: async ({ title, spaceKey }) => {
      const key = spaceKey ?? run.spaces.get(page.spaceId)?.key;
      if (title === undefined || key === undefined) return undefined;
      const path = [key, title].map(encode).join("/");
      return { title, url: `${address}/wiki/display/${path}` };
    },
    excerpt: (ref) => include(run, reading, ref),
    attachmentUrl: (fileName) =>
      `${address}/wiki/download/attachments/${page.id}/${encode(fileName)}`,
    jiraUrl: (key) => `${address}/browse/${encode(key)}`,
  };
}

/** Another page's text, where surely nobody reads it here who may not read it there. */
async function include(
  run: Run,
  reading: Reading,
  ref: ExcerptReference,
): Promise<string | undefined> {
  const { readers, places, site } = run;
  const node = await findPage(run, reading.page, ref);
  const place = node === undefined ? undefined : places.of(node);
  if (node === undefined || place === undefined) {
    const id = node?.id ?? nameOf(run, reading.page, ref);
    if (id !== undefined) reading.includes.push({ id, version: NOT_THERE, isAllowed: false });
    return undefined;
  }
  await site.loadFacts([...place.ancestors, node].map(({ id }) => id));
  const theirs = await readers.whoReads(node, place);
  const isAllowed = await readers.isWithin(reading.who, theirs);
  reading.includes.push({ id: node.id, version: node.version, isAllowed });
  if (!isAllowed) return undefined;
  try {
    const { body } = await fetchBody(run, node);
    const storage = body?.storage?.value;
    const part = ref.whole === true ? storage : findExcerpt(storage ?? "", ref.name);
    if (part === undefined) return undefined;
    return await bodyToMarkdown(run, { ...reading, page: node }, { storage: { value: part } });
  } catch (error) {
    // One page that cannot be read must not take those along that show a part of it.
    if (error instanceof UnreadableDocumentError) return undefined;
    if (isAway(error)) throw error;
    return undefined;
  }
}

/** What a page that is not there would be known by, once it is. */
function nameOf(run: Run, from: Node, ref: PageReference): string | undefined {
  const { title, contentId, spaceKey = run.spaces.get(from.spaceId)?.key } = ref;
  if (contentId !== undefined) return /^\d+$/.test(contentId) ? contentId : undefined;
  return title === undefined || spaceKey === undefined ? undefined : pageName(spaceKey, title);
}

async function findPage(
  run: Run,
  from: Node,
  { title, spaceKey, contentId }: PageReference,
): Promise<Node | undefined> {
  const { site, api } = run;
  const node =
    contentId === undefined ? await findByTitle() : (site.nodes.get(contentId) ?? (await loaded()));
  if (node !== undefined) await site.loadAncestors([node]);
  return node;

  async function loaded(): Promise<Node | undefined> {
    if (contentId === undefined || !/^\d+$/.test(contentId)) return undefined;
    await site.load([contentId]);
    return site.nodes.get(contentId);
  }

  async function findByTitle(): Promise<Node | undefined> {
    const space = [...run.spaces.values()].find((one) =>
      spaceKey === undefined ? one.id === from.spaceId : one.key === spaceKey,
    );
    if (space === undefined || title === undefined) return undefined;
    const query = { title, "space-id": [space.id], status: ["current"], limit: 25 };
    const found = await api.get("/wiki/api/v2/pages", resultsOf(contentReply), query);
    const [reply] = found.results ?? [];
    if (reply == null) return undefined;
    const known = toNode(reply, "page");
    site.put(known);
    return known;
  }
}
