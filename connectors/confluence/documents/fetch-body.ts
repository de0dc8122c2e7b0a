import { isAway, isUnavailable } from "../api/confluence-error.ts";
import { type ContentReply, contentReply, resultsOf } from "../api/shapes.ts";
import { COLLECTIONS, type Node, type NodeKind, toNode } from "../site/node.ts";
import type { Run } from "../sync/run.ts";

/** So many texts at once: they may be large. */
export const BODIES_AT_ONCE = 25;

/** A page with its text; its labels are known afterwards. @throws ConnectorError */
export async function fetchBody(run: Run, node: Node): Promise<ContentReply> {
  const { api, site, bodies } = run;
  const ready = bodies.get(node.id);
  bodies.delete(node.id);
  if (ready?.body?.storage != null && site.labels.has(node.id)) return ready;
  const path = `/wiki/api/v2/${COLLECTIONS[node.kind]}/${node.id}`;
  const query = { "include-labels": "true", status: ["current", "archived"] };
  const ask = (format: string, more: object) =>
    api.get(path, contentReply, { ...more, "body-format": format });
  const blog = node.kind === "blogpost" ? { status: undefined } : {};
  const reply = await ask("storage", { ...query, ...blog });
  // Of many labels this reply has only the first ones.
  if (!site.labels.has(node.id)) {
    const labels = reply.labels?.results ?? [];
    site.labels.set(
      node.id,
      labels.flatMap((label) => label?.name ?? []),
    );
  }
  if (reply.body?.storage != null) return reply;
  // Some of what the newer editor makes may have no storage form.
  const { body } = await ask("atlas_doc_format", blog);
  return { ...reply, ...(body === undefined ? {} : { body }) };
}

/** Asks for several texts in one request; what does not come is asked for alone later. */
export async function prefetchBodies(run: Run, nodes: readonly Node[]): Promise<void> {
  const { api, bodies, site } = run;
  bodies.clear();
  for (const kind of ["page", "blogpost"] as const satisfies NodeKind[]) {
    const ids = nodes.filter((one) => one.kind === kind && site.labels.has(one.id));
    if (ids.length < 2) continue;
    const query = { id: ids.map(({ id }) => id), "body-format": "storage", limit: 250 };
    try {
      const found = await api.get(
        `/wiki/api/v2/${COLLECTIONS[kind]}`,
        resultsOf(contentReply),
        query,
      );
      for (const reply of found.results ?? []) {
        if (reply === null) continue;
        bodies.set(reply.id, reply);
        site.put(toNode(reply, kind));
      }
    } catch (error) {
      // One bad page may spoil the whole answer.
      if (isAway(error) && !isUnavailable(error)) throw error;
    }
  }
}
