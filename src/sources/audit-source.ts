import type { ChangesRequest, Connector, SourceChange } from "../../connectors/connector.ts";
import { normalizePrincipals } from "../access/principals.ts";
import type { DocumentRecord, FailureRecord, SourceRecord } from "../storage/storage.ts";
import { documentIdOf, guardLook } from "../sync/run/guard-changes.ts";
import { openConnector, translateConnectorError } from "./open-connector.ts";
import { requireSource, type SourcesDeps } from "./sources-deps.ts";

export interface Difference {
  documentId: string;
  /** Not indexed; not at the source any more; another text; other readers. */
  problem: "missing" | "extra" | "stale" | "audience";
}

export interface SourceAudit {
  source: string;
  /** Documents by kind, at the source and in the index. */
  kinds: Record<string, { source: number; index: number; failed?: number }>;
  differences: Difference[];
  /** Documents that are known to be unreadable as they are, no differences; absent: none. */
  failed?: { documentId: string; reason: string }[];
}

/** Holds the source's documents against the index, and writes nothing. @throws AdminError */
export async function auditSource(
  name: string,
  deps: SourcesDeps,
  signal: AbortSignal,
): Promise<SourceAudit> {
  const source = await requireSource(name, deps);
  const connector = openConnector(source, deps);
  const failures = new Map(
    (await deps.storage.failures.list(name)).map((failure) => [failure.documentId, failure]),
  );
  const records = await readIndexed(name, deps);
  const differences: Difference[] = [];
  const there = new Map<string, string>();
  try {
    const known = {
      knownFingerprint: (documentId: string) =>
        failures.get(documentId)?.fingerprint ?? records.get(documentId)?.fingerprint,
      knownDocumentIds: () => [...records.keys(), ...failures.keys()],
    };
    const list = guardLook(name, signal, (until) => connector.listDocumentIds(until, known));
    for await (const { documentId, kind } of list) {
      there.set(documentId, kind);
      const isKnown = records.has(documentId) || failures.has(documentId);
      if (!isKnown) differences.push({ documentId, problem: "missing" });
    }
    for (const documentId of records.keys()) {
      if (!there.has(documentId)) differences.push({ documentId, problem: "extra" });
    }
    const comparison = { source, connector, records, failures, known };
    differences.push(...(await compareDocuments(comparison, deps, signal)));
  } catch (error) {
    throw translateConnectorError(error);
  }
  differences.sort((a, b) => (a.documentId < b.documentId ? -1 : 1));
  const failed = [...failures.values()].filter(({ documentId }) => there.has(documentId));
  return {
    source: name,
    kinds: countKinds(there, records, failed),
    differences,
    ...(failed.length === 0
      ? {}
      : { failed: failed.map(({ documentId, reason }) => ({ documentId, reason })) }),
  };
}

interface IndexedRecord extends DocumentRecord {
  /** The index holds it under another access list, or not at all. */
  misplaced: boolean;
}

/** What is recorded as indexed, looked up in the index itself. */
async function readIndexed(name: string, deps: SourcesDeps): Promise<Map<string, IndexedRecord>> {
  const lists = (await deps.storage.accessLists.list()).map((list) => list.id);
  const records = new Map<string, IndexedRecord>();
  for (const record of await deps.storage.documents.list(name)) {
    const [first] = await deps.index.readDocument(name, record.documentId, lists, [0]);
    if (first === undefined && record.passages > 0) continue;
    const misplaced = first !== undefined && first.accessId !== record.accessId;
    records.set(record.documentId, { ...record, misplaced });
  }
  return records;
}

interface Comparison {
  source: SourceRecord;
  connector: Connector;
  records: Map<string, IndexedRecord>;
  failures: Map<string, FailureRecord>;
  known: Required<Pick<ChangesRequest, "knownFingerprint" | "knownDocumentIds">>;
}

async function compareDocuments(
  { source, connector, records, failures, known }: Comparison,
  deps: SourcesDeps,
  signal: AbortSignal,
): Promise<Difference[]> {
  const accessIds = new Map(
    (await deps.storage.accessLists.list()).map((list) => [list.principals.join("\n"), list.id]),
  );
  const found: Difference[] = [];
  const { cursor } = source;
  // Everything, so that readers are compared too.
  const request = { cursor, everything: true, ...known };
  const changes = guardLook(source.name, signal, (until) =>
    connector.changes({ ...request, signal: until }),
  );
  for await (const change of changes) {
    if (change.type === "checkpoint" || change.type === "document-removed") continue;
    const documentId = documentIdOf(change);
    const record = records.get(documentId);
    if (record === undefined) continue;
    const { isStale, readers } = compareDocument(change, record, failures.has(documentId));
    if (isStale) found.push({ documentId, problem: "stale" });
    const principals = readers && normalizePrincipals(readers.readableBy ?? source.audience ?? []);
    const accessId = principals ? accessIds.get(principals.join("\n")) : record.accessId;
    if (record.misplaced || accessId !== record.accessId) {
      found.push({ documentId, problem: "audience" });
    }
  }
  return found;
}

/** Whether the source has another text than was indexed, and its readers there where they are known. */
function compareDocument(
  change: Exclude<SourceChange, { type: "checkpoint" | "document-removed" }>,
  record: DocumentRecord,
  isKnownFailure: boolean,
): { isStale: boolean; readers: { readableBy?: string[] } | undefined } {
  switch (change.type) {
    case "document-changed": {
      const { document } = change;
      return { isStale: document.fingerprint !== record.fingerprint, readers: document };
    }
    case "document-unchanged":
      return { isStale: false, readers: change };
    case "document-failed":
      // What is indexed is the last version that could be read.
      return { isStale: !isKnownFailure, readers: change.readers };
  }
}

function countKinds(
  there: Map<string, string>,
  records: Map<string, IndexedRecord>,
  failed: FailureRecord[],
): SourceAudit["kinds"] {
  const kinds: SourceAudit["kinds"] = {};
  const of = (kind: string) => (kinds[kind] ??= { source: 0, index: 0 });
  for (const kind of there.values()) of(kind).source += 1;
  for (const { kind } of records.values()) of(kind).index += 1;
  for (const { documentId } of failed) {
    const count = of(there.get(documentId) ?? "");
    count.failed = (count.failed ?? 0) + 1;
  }
  return kinds;
}
