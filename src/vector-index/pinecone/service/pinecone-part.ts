import { createHash } from "node:crypto";
import {
  type Index,
  Pinecone,
  type PineconeRecord,
  type QueryOptions,
} from "@pinecone-database/pinecone";
import { createPatientFetch } from "./patient-fetch.ts";
import { PineconeError, unwrap } from "./pinecone-error.ts";
import { type FoundModel, readMatches, readModel } from "./read-reply.ts";

export interface PineconeSettings {
  apiKey: string;
  /** Names of indexes begin with it. */
  prefix: string;
  namespace: string;
  cloud: "aws" | "gcp" | "azure";
  region: string;
  /** Of the API that makes indexes; undefined: Pinecone's own. */
  controllerUrl: string | undefined;
}

export interface PartQuery {
  vector?: number[];
  sparseVector?: { indices: number[]; values: number[] };
  topK: number;
  filter?: object;
}

/** What the headers of the service said last: of our writes, and up to where searches show them. */
export interface Seen {
  written: number | undefined;
  indexed: number | undefined;
}

const READY_TIMEOUT_MS = 120_000;

/** One index of the service, keywords or the vectors of one embedder, in our namespace. */
export class PineconePart {
  readonly name: string;
  readonly seen: Seen = { written: undefined, indexed: undefined };
  readonly #settings: PineconeSettings;
  readonly #client: Pinecone;
  /** Undefined: sparse. */
  readonly #dimensions: number | undefined;
  #index: Promise<Index | undefined> | undefined;

  constructor(name: string, dimensions: number | undefined, settings: PineconeSettings) {
    this.name = name;
    this.#dimensions = dimensions;
    this.#settings = settings;
    this.#client = new Pinecone({
      apiKey: settings.apiKey,
      maxRetries: 0,
      fetchApi: createPatientFetch({ onResponse: (response) => this.#note(response) }),
      ...(settings.controllerUrl === undefined
        ? {}
        : { controllerHostUrl: settings.controllerUrl }),
    });
  }

  /** Makes the index where there is none. @throws PineconeError */
  async upsert(records: PineconeRecord[]): Promise<void> {
    const index = await this.#made();
    await asked(() => index.upsert({ records })).catch((error) => this.#say(error));
  }

  async delete(ids: string[]): Promise<void> {
    const index = await this.#there();
    if (index !== undefined) await asked(() => index.deleteMany({ ids })).catch(ifThere);
  }

  /** Everything in our namespace. */
  async deleteAll(): Promise<void> {
    const index = await this.#there();
    if (index !== undefined) await asked(() => index.deleteAll()).catch(ifThere);
  }

  /** Best first; empty where there is no index yet. */
  async query(query: PartQuery): Promise<{ id: number; score: number }[]> {
    const index = await this.#there();
    if (index === undefined) return [];
    // The SDK's types know no query of a sparse index, which has no dense vector.
    const reply = await asked(() => index.query(query as QueryOptions)).catch((error) =>
      this.#say(error),
    );
    return readMatches(reply);
  }

  /** Whether it is there, and as we need it. @throws PineconeError */
  async examine(): Promise<boolean> {
    this.#index = undefined;
    return (await this.#there()) !== undefined;
  }

  /** An index that was there when we looked. */
  #say(error: unknown): never {
    // Made anew, it has another address, and counts writes from the start.
    this.#index = undefined;
    this.seen.written = undefined;
    this.seen.indexed = undefined;
    if (!isNotFound(error)) throw error;
    throw new PineconeError(
      "invalid",
      `The Pinecone index ${this.name} is gone: run \`index move --to pinecone\`, which makes it and tells it everything again.`,
      { cause: error },
    );
  }

  async #there(): Promise<Index | undefined> {
    this.#index ??= this.#find();
    const index = await this.#index.catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    // It may be made at any time.
    if (index === undefined) this.#index = undefined;
    return index;
  }

  async #made(): Promise<Index> {
    const index = await this.#there();
    if (index !== undefined) return index;
    await this.#create();
    const made = await this.#there();
    if (made !== undefined) return made;
    throw new PineconeError(
      "unavailable",
      `The Pinecone index ${this.name} was made and is not there: look into Pinecone's console.`,
    );
  }

  async #find(): Promise<Index | undefined> {
    const reply = await asked(() => this.#client.describeIndex(this.name)).catch(ifThere);
    if (reply === undefined) return undefined;
    const model = readModel(reply);
    this.#check(model);
    const { namespace } = this.#settings;
    return this.#client.index({ host: model.host, namespace });
  }

  async #create(): Promise<void> {
    const { cloud, region } = this.#settings;
    const kind =
      this.#dimensions === undefined
        ? { vectorType: "sparse" as const, metric: "dotproduct" as const }
        : { vectorType: "dense" as const, metric: "cosine" as const, dimension: this.#dimensions };
    await asked(() =>
      this.#client.createIndex({
        name: this.name,
        ...kind,
        spec: { serverless: { cloud, region } },
        suppressConflicts: true,
        waitUntilReady: true,
        timeout: READY_TIMEOUT_MS,
      }),
    );
  }

  #check({ metric, dimension, vectorType, status }: FoundModel): void {
    const wanted =
      this.#dimensions === undefined
        ? { vectorType: "sparse", metric: "dotproduct", dimension: undefined }
        : { vectorType: "dense", metric: "cosine", dimension: this.#dimensions };
    const is = `${vectorType}, ${metric}, ${dimension ?? "no"} dimensions`;
    const should = `${wanted.vectorType}, ${wanted.metric}, ${wanted.dimension ?? "no"} dimensions`;
    if (is !== should) {
      throw new PineconeError(
        "invalid",
        `The Pinecone index ${this.name} is ${is} and must be ${should}: delete it, or set PINECONE_INDEX to another beginning.`,
      );
    }
    if (!status.ready && status.state !== "Initializing") {
      throw new PineconeError(
        "unavailable",
        `The Pinecone index ${this.name} is not ready (${status.state}): look into Pinecone's console.`,
      );
    }
  }

  #note(response: Response): void {
    const read = (header: string, before: number | undefined) => {
      const value = response.headers.get(header);
      return value === null ? before : Math.max(Number(value), before ?? 0);
    };
    this.seen.written = read("x-pinecone-request-lsn", this.seen.written);
    this.seen.indexed = read("x-pinecone-max-indexed-lsn", this.seen.indexed);
  }
}

/** Lower-case letters, digits and hyphens, 45 at most. */
export function partName(prefix: string, embedderId: string | undefined): string {
  if (embedderId === undefined) return `${prefix}-keywords`;
  return `${prefix}-${createHash("sha256").update(embedderId).digest("hex").slice(0, 12)}`;
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw unwrap(error);
  }
}

function ifThere(error: unknown): undefined {
  if (isNotFound(error)) return undefined;
  throw error;
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === "PineconeNotFoundError";
}
