import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Connector,
  GroupReport,
  SourceChange,
  SourceDocument,
} from "../../connectors/connector.ts";
import { parsePrincipal } from "../../connectors/shared/principals.ts";
import { readGroups } from "../connectors/read-groups.ts";

export interface ConnectorFixture {
  /** Reads a source of at least two good documents and at least one bad one. */
  connector: Connector;
  /** Ids under which the bad ones are reported. */
  badIds: string[];
  /** Where its kind has groups: some that are there. */
  groups?: string[];
  close?: () => Promise<void>;
}

/** What every connector must do, whatever it reads. */
export function connectorContract(kind: string, make: () => Promise<ConnectorFixture>): void {
  describe(`connector contract: ${kind}`, () => {
    let fixture: ConnectorFixture;
    beforeAll(async () => {
      fixture = await make();
    });
    afterAll(() => fixture.close?.());

    test("a full read ends with a checkpoint, and with a full listing has no other", async () => {
      const changes = await readChanges(fixture.connector);
      const checkpoints = changes.filter((change) => change.type === "checkpoint");
      if (fixture.connector.listing === "full") expect(checkpoints).toHaveLength(1);
      expect(changes.at(-1)?.type).toBe("checkpoint");
      expect(documentsIn(changes).length).toBeGreaterThanOrEqual(2);
    });

    test("an aborted read rejects promptly and gives no checkpoint", async () => {
      const abort = new AbortController();
      const seen: string[] = [];
      const reading = (async () => {
        for await (const change of fixture.connector.changes(requestFor(abort.signal))) {
          seen.push(change.type);
          // One before all others says that a run began, and nothing of what it saw.
          if (change.type !== "checkpoint") abort.abort(new Error("enough"));
        }
      })();
      await expect(reading).rejects.toThrow("enough");
      expect(seen.filter((type) => type !== "checkpoint")).toHaveLength(1);
      expect(seen.at(-1)).not.toBe("checkpoint");
    });

    test("a read with a signal aborted before does nothing", async () => {
      const request = requestFor(AbortSignal.abort(new Error("too late")));
      await expect(Array.fromAsync(fixture.connector.changes(request))).rejects.toThrow("too late");
      const listing = fixture.connector.listDocumentIds(request.signal);
      await expect(Array.fromAsync(listing)).rejects.toThrow("too late");
    });

    test("a second read finds everything unchanged, with the same kinds and readers", async () => {
      const documents = documentsIn(await readChanges(fixture.connector));
      const known = new Map(documents.map((d) => [d.documentId, d.fingerprint]));
      const again = await readChanges(fixture.connector, (id) => known.get(id));
      expect(documentsIn(again)).toEqual([]);
      const unchanged = again.filter((change) => change.type === "document-unchanged");
      expect(
        unchanged.map(({ documentId, kind, readableBy }) => [documentId, kind, readableBy]),
      ).toEqual(
        documents.map(({ documentId, kind, readableBy }) => [documentId, kind, readableBy]),
      );
    });

    test("a bad document is a value with a reason, and keeps no other from being read", async () => {
      const changes = await readChanges(fixture.connector);
      const failures = changes.filter((change) => change.type === "document-failed");
      expect(failures.map((failure) => failure.documentId).sort()).toEqual(
        [...fixture.badIds].sort(),
      );
      for (const { reason } of failures) expect(reason).toMatch(/^\S.{5,}/);
    });

    test("groups are told once each, and those of other sources not at all", async () => {
      const { connector, groups } = fixture;
      expect(connector.groups === undefined).toBe(groups === undefined);
      if (groups === undefined) return;
      const others = ["everyone", "group:team", "slack-group:T1:S1", "user:ann@acme.example"];
      const asked = [...groups, ...others, ...groups];
      const told = await readGroups(connector, asked);
      expect(told.map(({ principal }) => principal)).toEqual(groups);
      for (const report of told) expectWellFormedGroup(report);
      const signal = AbortSignal.abort(new Error("too late"));
      await expect(readGroups(connector, asked, signal)).rejects.toThrow("too late");
    });

    test("ids are unique and documents are well-formed", async () => {
      const changes = await readChanges(fixture.connector);
      const ids = changes.map(idOf).filter((id) => id !== undefined);
      expect(new Set(ids).size).toBe(ids.length);
      for (const document of documentsIn(changes)) expectWellFormed(document);
    });

    test("listDocumentIds names what changes() admits, and nothing it does not know", async () => {
      const changes = await readChanges(fixture.connector);
      const listed = await Array.fromAsync(
        fixture.connector.listDocumentIds(new AbortController().signal),
      );
      const admitted = documentsIn(changes).map(({ documentId, kind }) => ({ documentId, kind }));
      expect(listed).toEqual(expect.arrayContaining(admitted));
      const named = new Set(changes.map(idOf));
      expect(listed.filter(({ documentId }) => !named.has(documentId))).toEqual([]);
      expect(new Set(listed.map(({ documentId }) => documentId)).size).toBe(listed.length);
    });
  });
}

/** One whole read; `known` gives the stored fingerprints. */
export async function readChanges(
  connector: Connector,
  known: (documentId: string) => string | undefined = () => undefined,
): Promise<SourceChange[]> {
  const { signal } = new AbortController();
  return Array.fromAsync(connector.changes({ cursor: undefined, knownFingerprint: known, signal }));
}

/** The documents that a read found new or different. */
export function documentsIn(changes: readonly SourceChange[]): SourceDocument[] {
  return changes.flatMap((change) => (change.type === "document-changed" ? [change.document] : []));
}

function idOf(change: SourceChange): string | undefined {
  if (change.type === "checkpoint") return undefined;
  return change.type === "document-changed" ? change.document.documentId : change.documentId;
}

function requestFor(signal: AbortSignal) {
  return { cursor: undefined, knownFingerprint: () => undefined, signal };
}

function expectWellFormedGroup(report: GroupReport): void {
  if (report.type !== "group") throw new Error(`${report.principal} is there: ${report.type}`);
  expect(report.members).toEqual([...new Set(report.members)].sort());
  expect(report.members.length).toBeGreaterThan(0);
  for (const member of report.members) {
    expect(member).toMatch(/^user:/);
    expect(parsePrincipal(member)).toBe(member);
  }
}

function expectWellFormed(document: SourceDocument): void {
  for (const field of ["documentId", "title", "path", "kind", "fingerprint"] as const) {
    expect(document[field], field).toMatch(/\S/);
  }
  expect(document.markdown.isWellFormed()).toBe(true);
  if (document.url !== undefined) expect(document.url).toMatch(/^https?:\/\//);
  if (document.updatedAt !== undefined) {
    expect(new Date(document.updatedAt).toISOString()).toBe(document.updatedAt);
  }
  for (const reader of document.readableBy ?? []) expect(parsePrincipal(reader)).toBe(reader);
}
