import { ConnectorError, type SourceChange, type SourceDocument } from "../../connector.ts";
import { BODIES_AT_ONCE, prefetchBodies } from "../documents/fetch-body.ts";
import { attachmentMark, readAttachment } from "../documents/read-attachment.ts";
import { hashExtras, pageMark, readPage } from "../documents/read-page.ts";
import type { Who } from "../readers/who.ts";
import type { Attachment } from "../site/attachment.ts";
import { isSame, type Mark, makeFingerprint } from "../site/fingerprint.ts";
import { isDocument, type Node, type NodeKind } from "../site/node.ts";
import { isUntold } from "../site/restrictions.ts";
import { slices } from "../site/search-content.ts";
import { failed } from "./failed.ts";
import { createIncludesCheck, type IncludesCheck } from "./includes-check.ts";
import type { Run } from "./run.ts";

export type Item = { page: Node & { kind: NodeKind } } | { file: Attachment };

/** What is to be done with one document. */
interface Plan {
  documentId: string;
  kind: string;
  who: Who;
  readableBy: string[];
  mark: Omit<Mark, "includes">;
  /** It would be read into what is stored already. */
  isUnchanged: boolean;
  read: () => Promise<Omit<SourceDocument, "readableBy">>;
}

/** Hands over pages and files; where these are and who may read them must have been loaded. */
export async function* processDocuments(
  run: Run,
  items: Iterable<Item>,
): AsyncGenerator<SourceChange> {
  const areIncludesSame = createIncludesCheck(run);
  for (const slice of slices(items, BODIES_AT_ONCE)) {
    const plans: Plan[] = [];
    const unread: Node[] = [];
    for (const item of slice) {
      run.request.signal.throwIfAborted();
      const documentId = "page" in item ? item.page.id : item.file.id;
      const plan = await tryOut(run, documentId, undefined, () =>
        makePlan(run, item, areIncludesSame),
      );
      if (plan === undefined) continue;
      if ("type" in plan) yield plan;
      else {
        plans.push(plan);
        if (!plan.isUnchanged && "page" in item) unread.push(item.page);
      }
    }
    await prefetchBodies(run, unread);
    for (const plan of plans) {
      run.request.signal.throwIfAborted();
      const change = await tryOut(run, plan.documentId, plan, () => carryOut(run, plan));
      if (change !== undefined) yield change;
    }
  }
}

/** A failure of one document is a value. */
async function tryOut<T>(
  run: Run,
  documentId: string,
  plan: Plan | undefined,
  act: () => Promise<T>,
): Promise<T | SourceChange | undefined> {
  try {
    const done = await act();
    if (plan !== undefined) run.failuresInARow = 0;
    return done;
  } catch (error) {
    if (plan === undefined) {
      // Until it is clear who may read it, what is stored of it is nobody's.
      return failed(run, documentId, error, { readers: { readableBy: [] } });
    }
    const { mark, readableBy } = plan;
    const fingerprint = makeFingerprint({ ...mark, includes: [] }, ["failed"]);
    return failed(run, documentId, error, { fingerprint, readers: { readableBy } });
  }
}

const NOT_SEEN_ABOVE =
  "What stands above this page is not shown to the account, so who may read it cannot be told: give its token the scopes for folders, whiteboards, databases and embeds, or the account the right to view what is above.";

/** Undefined for what is not there to be read any more and was not stored either. */
async function makePlan(
  run: Run,
  item: Item,
  areIncludesSame: IncludesCheck,
): Promise<Plan | SourceChange | undefined> {
  const { site, places, readers } = run;
  const documentId = "page" in item ? item.page.id : item.file.id;
  const page = "page" in item ? item.page : site.nodes.get(item.file.containerId);
  const place = page === undefined ? undefined : places.of(page);
  if (page === undefined || place === undefined || !isDocument(page)) {
    return run.knownIds.has(documentId) ? { type: "document-removed", documentId } : undefined;
  }
  const untold = [...place.ancestors, page].map(({ id }) => site.restrictions.get(id));
  for (const restriction of untold) if (isUntold(restriction)) throw restriction;
  if (place.isBroken) throw new ConnectorError("forbidden", NOT_SEEN_ABOVE);
  const who = await readers.whoReads(page, place);
  const readableBy = await readers.principals(who);
  const known = run.markOf(documentId);
  if ("file" in item) {
    const { file } = item;
    const mark = attachmentMark(file, place);
    const read = () => readAttachment(run, file, place);
    const isUnchanged = known !== undefined && isSame(known, mark);
    return { documentId, kind: "attachment", who, readableBy, mark, isUnchanged, read };
  }
  const labels = site.labels.get(documentId);
  const mark = pageMark(page, place, hashExtras(labels ?? [], site.comments.get(documentId)));
  const isUnchanged =
    known !== undefined &&
    labels !== undefined &&
    isSame(known, mark) &&
    (await areIncludesSame(known.includes, who));
  const read = () => readPage(run, page, place, who);
  return { documentId, kind: page.kind, who, readableBy, mark, isUnchanged, read };
}

async function carryOut(run: Run, plan: Plan): Promise<SourceChange> {
  const { documentId, kind, readableBy, isUnchanged } = plan;
  const unchanged = { type: "document-unchanged", documentId, kind, readableBy } as const;
  if (isUnchanged) return unchanged;
  const document = await plan.read();
  if (document.fingerprint === run.request.knownFingerprint(documentId)) return unchanged;
  return { type: "document-changed", document: { ...document, readableBy } };
}
