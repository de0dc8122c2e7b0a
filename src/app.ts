import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { connectorKinds, findConnector } from "../connectors/registry.ts";
import { allowInternalHosts } from "../connectors/shared/guard/allowed-hosts.ts";
import { createMembershipReader } from "./access/groups/create-membership-reader.ts";
import { createExpandAudience, type ExpandAudience } from "./access/groups/expand-audience.ts";
import type { AnswerDeps } from "./answer/answer-question.ts";
import { type IndexPlacement, watchPinecone, wireIndex } from "./app-index.ts";
import { embedderOf, openPrompts, openProvider, wireEmbedder, wireWriting } from "./app-models.ts";
import { type WiredQueue, wireQueue } from "./app-queue.ts";
import { type Config, ConfigError } from "./config.ts";
import { type AnswerSignals, createAnswerSignals } from "./conversation/answer-signals.ts";
import { countAnswers } from "./conversation/count-answers.ts";
import { createVerifiedFinder } from "./feedback/verified/find-verified.ts";
import { createServedSettings } from "./learning/registry/served-settings.ts";
import { createServedWriter } from "./learning/registry/served-writer.ts";
import type { Embedder, WriterOf } from "./models/models.ts";
import type { Prompts } from "./prompts/prompts.ts";
import { observeQueue } from "./queue/observe-queue.ts";
import type { Queue } from "./queue/queue.ts";
import { createServiceStates, type ServiceStates } from "./resilience/service-states.ts";
import type { SourcesDeps } from "./sources/sources-deps.ts";
import { openErasureFile } from "./storage/erasures/erasure-file.ts";
import { type OpenStorage, openStorage } from "./storage/open-storage.ts";
import type { ErasureNotes } from "./storage/ports/erasure-notes.ts";
import type { Sealer } from "./storage/secrets/sealer.ts";
import { createSecretKeys, type SecretKeys } from "./storage/secrets/secret-keys.ts";
import { createSecretStore } from "./storage/secrets/secret-store.ts";
import { createServingEmbedder } from "./sync/embedders/serving-embedder.ts";
import type { SyncDeps } from "./sync/sync-deps.ts";
import { createLogger, type Logger } from "./telemetry/logger.ts";
import { openTelemetry, type Telemetry } from "./telemetry/open-telemetry.ts";
import { observeIndex } from "./vector-index/observe-index.ts";
import type { VectorIndex } from "./vector-index/vector-index.ts";

/** Everything wired: ports with their adapters behind them, and what each pipeline asks for. */
export interface App {
  config: Config;
  logger: Logger;
  telemetry: Telemetry;
  storage: OpenStorage;
  index: VectorIndex;
  /** Where the index is, and moving it. */
  indexPlacement: IndexPlacement;
  queue: Queue;
  wakeOverdue: WiredQueue["wakeOverdue"];
  signals: AnswerSignals;
  embedder: Embedder | undefined;
  /** Of the models behind an endpoint, and of an index that is elsewhere. */
  serviceStates: ServiceStates;
  answering: AnswerDeps;
  /** Undefined where no language model is configured. */
  writerOf: WriterOf | undefined;
  /** What is said to models, whether or not there is one. */
  prompts: Prompts;
  syncing: SyncDeps;
  administering: SourcesDeps;
  /** People with all groups that they are in, and their other addresses: whom an answer is for goes by it. */
  expandAudience: ExpandAudience;
  /** Encrypts secrets; the key is made when it is asked for. */
  sealer: Sealer;
  /** That people were erased, beside the state. */
  erasures: ErasureNotes;
  /** Of the web pages, without a slash at its end. */
  publicUrl: string;
  now: () => number;
  close(): Promise<void>;
}

/** Opens the data folder and wires the application. @throws ConfigError, StorageError, IndexError */
export async function createApp(config: Config): Promise<App> {
  allowInternalHosts(config.internalHosts);
  const dataDir = prepareDataDir(config.dataDir);
  const logger = createLogger(config.logLevel, config.secrets);
  const now = () => Date.now();
  const telemetry = await openTelemetry(config.telemetry);
  const { instruments } = telemetry;
  const kept = await openState({ ...config, dataDir });
  const answers = telemetry.isMeasured ? countAnswers(kept.answers, instruments) : kept.answers;
  const storage = { ...kept, answers };
  const provider = await openProvider(config);
  const serviceStates = createServiceStates();
  const wiring = { config, provider, storage, instruments, states: serviceStates, logger, now };
  const embedder = wireEmbedder(wiring);
  const { index: plainIndex, placement } = await wireIndex({
    file: indexFile(dataDir),
    config: config.index,
    ...{ storage, logger, now },
    watchService: () => watchPinecone(serviceStates, instruments),
  }).catch(async (error: unknown) => {
    // Its connections would keep the process from ending.
    await Promise.all([storage.close(), telemetry.close()]);
    throw error;
  });
  const index = observeIndex(plainIndex, instruments);
  const serving = createServingEmbedder({
    index,
    embedder,
    embedderFor: (id) => embedderOf(id, wiring),
  });
  const { servingEmbedder } = serving;
  serving.warmUp();
  const {
    queue: plainQueue,
    wakeOverdue,
    ...wiredQueue
  } = await wireQueue(config, storage, logger);
  const { writerOf, ...writing } = wireWriting(wiring);
  const { learning } = storage;
  const queue = observeQueue(plainQueue, instruments, now);
  const syncing: SyncDeps = { storage, index, embedder, instruments, logger, now };
  const { maxAgeMs } = config.groups;
  const membership = createMembershipReader({ storage, maxAgeMs, now });
  return {
    config: { ...config, dataDir },
    logger,
    telemetry,
    storage,
    index,
    indexPlacement: placement,
    queue,
    wakeOverdue,
    signals: createAnswerSignals(),
    embedder,
    serviceStates,
    answering: {
      index,
      servingEmbedder,
      ...writing,
      servedWriter: writerOf && createServedWriter({ learning, writerOf, logger, now }),
      findVerified: createVerifiedFinder({ storage, index, now }),
      accessLists: () => storage.accessLists.list(),
      retrievalSettings: createServedSettings({ learning, logger, now }),
      documentUrl: (source, documentId) => documentUrl(config, source, documentId),
      ownDomains: config.ownDomains,
      logger,
      now,
    },
    writerOf,
    prompts: openPrompts(config),
    syncing,
    administering: {
      ...syncing,
      storage,
      servingEmbedder,
      findConnector,
      connectorKinds,
      chatFolders: config.chatFolders,
      membership,
      secrets: createSecretStore(storage.secrets, storage.sealer),
      offeredSecret: (variable) => config.offeredSecrets[variable],
    },
    expandAudience: createExpandAudience(membership),
    sealer: storage.sealer,
    erasures: openErasureFile(erasuresFile(dataDir)),
    publicUrl: config.publicUrl ?? `http://127.0.0.1:${config.port}`,
    now,
    async close() {
      await embedder?.close();
      await serving.close();
      await index.close();
      wiredQueue.close();
      await storage.close();
      await telemetry.close();
    },
  };
}

export function stateFile(dataDir: string): string {
  return join(dataDir, "state.sqlite");
}

/** The state alone, for what needs nothing else; brought up to this version. @throws StorageError */
export function openState(config: Config): Promise<OpenStorage> {
  const dataDir = prepareDataDir(config.dataDir);
  const secretKeys = secretKeysOf(config, dataDir);
  return openStorage({ file: stateFile(dataDir), secretKeys, postgres: config.postgres });
}

export function indexFile(dataDir: string): string {
  return join(dataDir, "index.sqlite");
}

/** That people were erased; outside the database, so that restoring one does not undo it. */
export function erasuresFile(dataDir: string): string {
  return join(dataDir, "erasures.jsonl");
}

/** The key of secrets, where none is configured; outside the database, and in no backup. */
export function secretKeyFile(dataDir: string): string {
  return join(dataDir, "secret.key");
}

/** Where the keys of secrets are looked for. */
export function secretKeysOf(
  { secretKey, secretKeyOld }: Pick<Config, "secretKey" | "secretKeyOld">,
  dataDir: string,
): SecretKeys {
  return createSecretKeys({
    file: secretKeyFile(dataDir),
    given: secretKey,
    older: secretKeyOld,
  });
}

/** Makes the folder, readable by its owner alone, and returns its absolute path. */
function prepareDataDir(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new ConfigError(
      `The data folder ${path} cannot be written to: set FOOTNOTE_DATA_DIR to a folder that can.`,
      { cause: error },
    );
  }
  return path;
}

/**
 * The page of the web chat that shows a document which has no address of its own; without sign-in it
 * is to be seen on this machine alone.
 */
function documentUrl(
  { signIn, publicUrl, port }: Config,
  source: string,
  documentId: string,
): string {
  const own = `http://127.0.0.1:${port}`;
  const base = signIn === undefined ? own : (publicUrl ?? own);
  const path = documentId.split("/").map(encodeURIComponent).join("/");
  return `${base}/documents/${encodeURIComponent(source)}/${path}`;
}
