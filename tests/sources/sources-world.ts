import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { ConnectorDefinition } from "../../connectors/definition.ts";
import { files } from "../../connectors/files/index.ts";
import { createMembershipReader } from "../../src/access/groups/create-membership-reader.ts";
import type { SourceRequest } from "../../src/sources/add-source.ts";
import type { SourcesDeps } from "../../src/sources/sources-deps.ts";
import { syncNamedSource } from "../../src/sources/syncing/sync-named-source.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createSecretStore } from "../../src/storage/secrets/secret-store.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { hashEmbedder, temporaryFolder, writeFile } from "../sync/sync-world.ts";

/** Real storage, index and files connector; `folder` holds two pages. */
export async function openSourcesWorld(extra: ConnectorDefinition[] = []) {
  const root = temporaryFolder();
  const folder = join(root, "docs");
  mkdirSync(folder);
  writeFile(folder, "leave.md", "# Annual leave\n\nTen days.\n");
  writeFile(folder, "pay/bands.md", "# Salary bands\n\nBand one is the first.\n");
  const storage = await openStorage({ file: join(root, "state.sqlite") });
  const index = await openSqliteVectorIndex({ file: join(root, "index.sqlite") });
  onTestFinished(async () => {
    await index.close();
    await storage.close();
  });
  const connectors = [files, ...extra];
  const deps: SourcesDeps = {
    storage,
    index,
    embedder: hashEmbedder(),
    logger: createLogger("silent"),
    now: Date.now,
    servingEmbedder: async () => deps.embedder,
    findConnector: (kind) => connectors.find((one) => one.kind === kind),
    chatFolders: [],
    connectorKinds: connectors.map((one) => one.kind),
    secrets: createSecretStore(storage.secrets, storage.sealer),
    membership: createMembershipReader({ storage, maxAgeMs: 86_400_000, now: Date.now }),
    offeredSecret: () => undefined,
  };
  const signal = new AbortController().signal;
  return {
    folder,
    deps,
    signal,
    request: (change: Partial<SourceRequest> = {}): SourceRequest => ({
      name: "handbook",
      kind: "files",
      settings: { path: folder },
      ...change,
    }),
    sync: (name = "handbook") => syncNamedSource(name, { wait: true, signal }, deps),
    auditLog: async () =>
      (await storage.audit.list(100)).map(({ actor, action, detail }) => [
        actor,
        action,
        detail.name,
      ]),
    /** Ids of documents that somebody with these principals finds. */
    async readableTo(...principals: string[]) {
      const lists = await storage.accessLists.list();
      const allowed = lists.filter((list) => list.principals.some((p) => principals.includes(p)));
      const ids = [];
      for (const { name } of await storage.sources.list()) {
        for (const { documentId } of await storage.documents.list(name)) {
          const hits = await index.readDocument(
            name,
            documentId,
            allowed.map((list) => list.id),
          );
          if (hits.length > 0) ids.push(documentId);
        }
      }
      return ids;
    },
  };
}
