import type { ConnectorDefinition } from "../../connectors/definition.ts";
import type { MembershipReader } from "../access/groups/create-membership-reader.ts";
import type { Embedder } from "../models/models.ts";
import type { SecretStore, SourceRecord, Storage } from "../storage/storage.ts";
import { awaitLease, syncLease } from "../sync/hold-lease.ts";
import type { SyncDeps } from "../sync/sync-deps.ts";

const WAIT_MS = 10_000;

/** What managing sources needs beside syncing them. */
export interface SourcesDeps extends SyncDeps {
  storage: SyncDeps["storage"] & Pick<Storage, "administration" | "audit" | "webhooks">;
  /** Whose vectors questions are answered with now. */
  servingEmbedder: () => Promise<Embedder | undefined>;
  findConnector: (kind: string) => ConnectorDefinition | undefined;
  /** The kinds that `findConnector` knows, for those who ask for another. */
  connectorKinds: readonly string[];
  /** Below these, and only these, whoever administers from a chat may have files read. */
  chatFolders: readonly string[];
  /** Who is in which group, as it counts now. */
  membership: MembershipReader;
  secrets: SecretStore;
  /** What the environment offers as a secret under this name of a variable. */
  offeredSecret: (variable: string) => string | undefined;
}

/** A mistake of an admin: the message says in plain words what is wrong and what to do. */
export class AdminError extends Error {
  override readonly name = "AdminError";
}

/** @throws AdminError when there is no such source. */
export async function requireSource(
  name: string,
  deps: Pick<SourcesDeps, "storage">,
): Promise<SourceRecord> {
  const source = await deps.storage.sources.get(name);
  if (source !== undefined) return source;
  const names = (await deps.storage.sources.list()).map((one) => one.name);
  const others = names.length > 0 ? `the sources are ${names.join(", ")}` : "none was added yet";
  throw new AdminError(`There is no source "${name}": ${others}.`);
}

/** Writes down who changed what. */
export async function writeAudit(
  actor: string,
  action: string,
  detail: Record<string, unknown>,
  deps: Pick<SourcesDeps, "storage" | "now">,
): Promise<void> {
  await deps.storage.audit.append({ at: deps.now(), actor, action, detail });
}

/** Does something to a source while nobody syncs it. @throws AdminError when a sync goes on for long. */
export async function holdSource<T>(
  name: string,
  deps: SourcesDeps,
  work: () => Promise<T>,
  waitMs = WAIT_MS,
): Promise<T> {
  const lease = await awaitLease(syncLease(name), deps, { waitMs });
  if (lease === undefined) {
    throw new AdminError(`${name} is being synced: try again when that has finished.`);
  }
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
