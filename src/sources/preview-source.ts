import type { Connector, DocumentOutline } from "../../connectors/connector.ts";
import { normalizePrincipals } from "../access/principals.ts";
import { guardLook } from "../sync/run/guard-changes.ts";
import {
  checkSourceRequest,
  expectAnswer,
  requireSecret,
  type SourceRequest,
} from "./add-source.ts";
import { openConnector, requireConnector, translateConnectorError } from "./open-connector.ts";
import { checkRoots } from "./readers/check-roots.ts";
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
  /** What the source lacks, in a sentence each; absent when it lacks nothing. */
  notes?: string[];
}

/** Looks at the whole source, and reads it only where that is the way to look. @throws AdminError */
export async function previewSource(
  request: SourceRequest,
  deps: SourcesDeps,
  signal: AbortSignal,
): Promise<SourcePreview> {
  const source = await checkSourceRequest(request, deps);
  const connector = openConnector(source, deps, requireSecret(request, deps));
  const notes = [
    ...(await expectAnswer(connector)),
    ...(await checkRoots(source, {}, connector, requireConnector(source.kind, deps))),
  ];
  const preview: SourcePreview = {
    source: source.name,
    kinds: {},
    sampleTitles: [],
    readers: [],
    failures: [],
    ...(notes.length === 0 ? {} : { notes }),
  };
  const readers = new Map<string, { principals: string[]; documents: number }>();
  try {
    for await (const found of outline(connector, preview, signal)) {
      const { kind, title, readableBy } = found;
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

async function* outline(
  connector: Connector,
  preview: SourcePreview,
  signal: AbortSignal,
): AsyncGenerator<DocumentOutline> {
  const { source } = preview;
  const look = connector.outline?.bind(connector);
  if (look !== undefined) {
    yield* guardLook(source, signal, look);
    return;
  }
  const everything = { cursor: undefined, knownFingerprint: () => undefined };
  const changes = guardLook(source, signal, (until) =>
    connector.changes({ ...everything, signal: until }),
  );
  for await (const change of changes) {
    if (change.type === "document-failed") {
      preview.failures.push({ documentId: change.documentId, reason: change.reason });
    }
    if (change.type === "document-changed") yield change.document;
  }
}
