import { normalizePrincipals } from "../access/principals.ts";
import { checkSourceRequest, type SourceRequest } from "./add-source.ts";
import { openConnector, translateConnectorError } from "./open-connector.ts";
import type { SourcesDeps } from "./sources-deps.ts";

const SAMPLE_TITLES = 5;

/** What adding a source would bring; nothing is written. */
export interface SourcePreview {
  source: string;
  /** Documents by kind. */
  kinds: Record<string, number>;
  sampleTitles: string[];
  /** Who could read how many of them; no principals means nobody. */
  readers: { principals: string[]; documents: number }[];
  failures: { documentId: string; reason: string }[];
}

/** Reads the whole source as a first sync would. @throws AdminError */
export async function previewSource(
  request: SourceRequest,
  deps: SourcesDeps,
  signal: AbortSignal,
): Promise<SourcePreview> {
  const source = await checkSourceRequest(request, deps);
  const connector = openConnector(source, deps);
  const preview: SourcePreview = {
    source: source.name,
    kinds: {},
    sampleTitles: [],
    readers: [],
    failures: [],
  };
  const readers = new Map<string, { principals: string[]; documents: number }>();
  const everything = { cursor: undefined, knownFingerprint: () => undefined, signal };
  try {
    for await (const change of connector.changes(everything)) {
      signal.throwIfAborted();
      if (change.type === "document-failed") {
        preview.failures.push({ documentId: change.documentId, reason: change.reason });
      }
      if (change.type !== "document-changed") continue;
      const { kind, title, readableBy } = change.document;
      preview.kinds[kind] = (preview.kinds[kind] ?? 0) + 1;
      if (preview.sampleTitles.length < SAMPLE_TITLES) preview.sampleTitles.push(title);
      const principals = normalizePrincipals(readableBy ?? source.audience ?? []);
      const group = readers.get(principals.join("\n")) ?? { principals, documents: 0 };
      group.documents += 1;
      readers.set(principals.join("\n"), group);
    }
  } catch (error) {
    throw translateConnectorError(error);
  }
  preview.readers = [...readers.values()].sort((a, b) => b.documents - a.documents);
  return preview;
}
