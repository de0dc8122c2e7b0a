import type { SourceDocument } from "../../connector.ts";
import { hash } from "../../shared/state/hash.ts";
import type { Who } from "../readers/who.ts";
import { type Include, type Mark, makeFingerprint } from "../site/fingerprint.ts";
import { isDocument, type Node, type NodeKind, toNode } from "../site/node.ts";
import { type Place, placeHash } from "../site/places.ts";
import type { Run } from "../sync/run.ts";
import { bodyToMarkdown } from "./body-names.ts";
import { fetchBody } from "./fetch-body.ts";
import { readComments } from "./read-comments.ts";

/** A page or blog post with its comments and labels. @throws ConnectorError */
export async function readPage(
  run: Run,
  node: Node & { kind: NodeKind },
  place: Place,
  who: Who,
): Promise<Omit<SourceDocument, "readableBy">> {
  const reply = await fetchBody(run, node);
  const fresh = toNode(reply, node.kind);
  const includes: Include[] = [];
  const reading = { who, includes, page: node };
  const text = await bodyToMarkdown(run, reading, reply.body);
  const comments = await readComments(run, reading);
  const labels = run.site.labels.get(node.id) ?? [];
  const labelLine = labels.length === 0 ? "" : `Labels: ${[...labels].sort().join(", ")}`;
  const markdown = [text, labelLine, comments.markdown].filter((part) => part !== "").join("\n\n");
  const extras = hashExtras(labels, comments.versions);
  // Edited a moment ago, its version is that of the text; where it is, the next run looks again.
  const { version, editedAt } = fresh;
  const mark = { ...pageMark({ ...node, version }, place, extras), includes };
  return {
    documentId: node.id,
    title: node.title,
    url: place.url,
    path: place.titles.join(" › "),
    kind: node.kind,
    markdown,
    ...(editedAt === 0 ? {} : { updatedAt: new Date(editedAt).toISOString() }),
    fingerprint: makeFingerprint(mark, [node.title, place.url, markdown]),
  };
}

/** What its fingerprint would begin with, by what lists tell of it. */
export function pageMark(
  node: Node & { kind: NodeKind },
  place: Place,
  extras: string,
): Omit<Mark, "includes"> {
  return {
    kind: node.kind,
    spaceId: node.spaceId,
    parentIds: nearest(place.ancestors),
    version: node.version,
    place: placeHash(place),
    extras,
  };
}

/** Folders are no documents, so the way up has to be told to the next page that is. */
function nearest(ancestors: readonly Node[]): string[] {
  const page = ancestors.findLastIndex(isDocument);
  return ancestors.slice(Math.max(page, 0)).map(({ id }) => id);
}

export function hashExtras(
  labels: readonly string[],
  comments: ReadonlyMap<string, number> | undefined,
): string {
  const versions = [...(comments ?? [])].map(([id, version]) => `${id}:${version}`);
  return hash([...[...labels].sort(), "", ...versions.sort()]);
}
