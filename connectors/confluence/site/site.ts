import type { ConfluenceApi } from "../api/confluence-api.ts";
import { isAway, isHidden, LackingScope } from "../api/confluence-error.ts";
import { attachmentReply, contentReply } from "../api/shapes.ts";
import { type Attachment, fromFound, fromReply } from "./attachment.ts";
import { COLLECTIONS, isDocument, type Node, toNode } from "./node.ts";
import {
  createRestrictionReader,
  isUntold,
  type Restriction,
  readRestriction,
  type Untold,
} from "./restrictions.ts";
import { type Found, searchContent, slices } from "./search-content.ts";

export type Site = ReturnType<typeof createSite>;

const IDS_AT_ONCE = 100;
const ALL = {
  page: ["current", "archived", "trashed", "deleted"],
  blogpost: ["current", "trashed"],
};

/** What is known of the site in one run; what is not is asked for once. */
export function createSite(api: ConfluenceApi) {
  const nodes = new Map<string, Node>();
  /** Asked for, and not there or not for us to see. */
  const unseen = new Set<string>();
  const restrictions = new Map<string, Restriction | Untold>();
  const labels = new Map<string, string[]>();
  /** Versions of comments by the page they are on; a page without any has no entry. */
  const comments = new Map<string, Map<string, number>>();
  const attachments = new Map<string, Attachment>();
  /** Asked for by their ids, where the answer had nothing in the place of some. */
  const untold = new Set<string>();
  const askForRestriction = createRestrictionReader(api);

  function put(node: Node): void {
    unseen.delete(node.id);
    nodes.set(node.id, node);
  }

  async function loadDocuments(ids: readonly string[], kind: "page" | "blogpost"): Promise<void> {
    const path = `/wiki/api/v2/${COLLECTIONS[kind]}`;
    for (const slice of slices(ids, IDS_AT_ONCE)) {
      const query = { id: slice, status: ALL[kind], limit: 250 };
      let isCut = false;
      const onEmpty = () => {
        isCut = true;
      };
      const list = { what: `Confluence's list of ${kind}s`, entry: contentReply, onEmpty };
      for await (const reply of api.list(list, path, query)) put(toNode(reply, kind));
      if (isCut) for (const id of slice) if (!nodes.has(id)) untold.add(id);
    }
  }

  /** A folder or another holder of pages; each takes a request of its own. */
  async function loadHolder(id: string, kind: Node["kind"]): Promise<void> {
    try {
      const reply = await api.get(`/wiki/api/v2/${COLLECTIONS[kind]}/${id}`, contentReply);
      put(toNode(reply, kind));
    } catch (error) {
      // Atlassian does not offer the scope for each of these to everybody.
      if (!isHidden(error) && !(error instanceof LackingScope)) throw error;
    }
  }

  const site = {
    nodes,
    restrictions,
    labels,
    comments,
    attachments,
    put,
    isUnseen: (id: string) => unseen.has(id),
    /** Whether it may be there although it was not given. */
    isUntold: (id: string) => untold.has(id) && !nodes.has(id),

    /** Asks for pages and blog posts by their ids, again where they are known. */
    async load(ids: Iterable<string>): Promise<void> {
      const wanted = [...new Set(ids)];
      for (const id of wanted) {
        unseen.add(id);
        nodes.delete(id);
      }
      await loadDocuments(wanted, "page");
      await loadDocuments(
        wanted.filter((id) => !nodes.has(id)),
        "blogpost",
      );
    },

    /** Finds out what stands above these, up to the tops of their spaces. */
    async loadAncestors(below: Iterable<Node>): Promise<void> {
      let front = [...below];
      while (front.length > 0) {
        const parents = front.flatMap(({ parent }) => parent ?? []);
        const missing = new Map(
          parents
            .filter(({ id }) => !nodes.has(id) && !unseen.has(id))
            .map((parent) => [parent.id, parent.kind]),
        );
        for (const id of missing.keys()) unseen.add(id);
        const pages = [...missing].filter(([, kind]) => kind === "page").map(([id]) => id);
        await loadDocuments(pages, "page");
        for (const [id, kind] of missing) if (kind !== "page") await loadHolder(id, kind);
        front = [...missing.keys()].flatMap((id) => nodes.get(id) ?? []);
      }
    },

    /** Takes in what a search found, and returns the page that it is about. */
    take(found: Found): string | undefined {
      const { id, type, version, container } = found;
      const holder = container?.id === undefined ? undefined : String(container.id);
      if (type === "comment") {
        if (holder === undefined || container?.type === "attachment") return undefined;
        const known = comments.get(holder) ?? new Map<string, number>();
        comments.set(holder, known.set(id, version?.number ?? 0));
        return holder;
      }
      if (type === "attachment") {
        if (holder !== undefined) attachments.set(id, fromFound(found, holder));
        return holder;
      }
      const restriction = readRestriction(found.restrictions?.read);
      if (restriction !== undefined) restrictions.set(id, restriction);
      const { results, size } = found.metadata?.labels ?? {};
      if (results !== undefined && results.length >= (size ?? 0)) {
        labels.set(
          id,
          results.flatMap((label) => label?.name ?? []),
        );
      }
      return id;
    },

    /** Restrictions and labels, by search where it knows of them, and one by one where not. */
    async loadFacts(ids: Iterable<string>): Promise<void> {
      const wanted = [...new Set(ids)].filter((id) => !restrictions.has(id));
      for (const slice of slices(wanted, IDS_AT_ONCE)) {
        const cql = `id in (${slice.join(",")})`;
        try {
          for await (const found of searchContent(api, cql)) site.take(found);
        } catch (error) {
          // One id that the search does not take must not be the others' fault.
          if (isAway(error)) throw error;
        }
      }
      await site.completeRestrictions(wanted);
    },

    async completeRestrictions(ids: Iterable<string>): Promise<void> {
      for (const id of ids) {
        if (restrictions.has(id)) continue;
        const isToldOfOthers = [...restrictions.values()].some((one) => !isUntold(one));
        const title = nodes.get(id)?.title ?? id;
        restrictions.set(id, await askForRestriction(id, title, isToldOfOthers));
      }
    },

    /** All comments of these pages. */
    async loadComments(pageIds: Iterable<string>): Promise<void> {
      for (const slice of slices(new Set(pageIds), IDS_AT_ONCE)) {
        for (const id of slice) comments.delete(id);
        const cql = `container in (${slice.join(",")}) and type = comment`;
        for await (const found of searchContent(api, cql)) site.take(found);
      }
    },

    /** Asks for one file; undefined when it is not there, or on nothing that is read. */
    async loadAttachment(id: string): Promise<Attachment | undefined> {
      attachments.delete(id);
      try {
        const reply = await api.get(`/wiki/api/v2/attachments/${id}`, attachmentReply);
        const attachment = fromReply(reply);
        if (attachment !== undefined) attachments.set(id, attachment);
        return attachment;
      } catch (error) {
        if (isHidden(error)) return undefined;
        throw error;
      }
    },

    documents: () => [...nodes.values()].filter(isDocument),
  };
  return site;
}
