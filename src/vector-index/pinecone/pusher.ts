import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type CatalogueStorage, KEYWORD_PART } from "../../storage/ports/catalogue-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { PineconePart } from "./service/pinecone-part.ts";
import type { PineconeParts } from "./service/pinecone-parts.ts";
import { tellService } from "./tell-service.ts";

export interface PusherDeps {
  catalogue: CatalogueStorage;
  leases: Pick<Storage["leases"], "acquire" | "release">;
  parts: PineconeParts;
  now: () => number;
}

const LEASE = "tell-pinecone";
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
const ROWS_AT_ONCE = 1_000;
/** Where the service does not say up to where its searches show what it was told. */
const SHOWN_AFTER_MS = 60_000;
/** More that searches may not show yet is too much to score here: writers wait. */
export const MOST_UNSETTLED = 2_000;
const LONGEST_PAUSE_MS = 120_000;
const PAUSE_MS = 200;

/** Brings the service in step with the catalogue; one process at a time does, in the order written. */
export function createPusher({ catalogue, leases, parts, now }: PusherDeps) {
  const owner = randomUUID();
  const { outbox } = catalogue;
  let pushing: Promise<void> | undefined;
  let isAskedAgain = false;

  async function pushAll(): Promise<void> {
    const hold = () => leases.acquire(LEASE, owner, LEASE_MS, now());
    // A request may have to wait for long; whoever was killed must not keep others from it for long.
    let renewing: Promise<unknown> | undefined;
    const timer = setInterval(() => {
      renewing = hold().catch(() => undefined);
    }, RENEW_MS);
    try {
      while (await hold()) {
        isAskedAgain = false;
        let told = 0;
        for (const part of await outbox.parts()) told += await pushSome(part);
        if (told === 0 && !isAskedAgain) return;
      }
    } finally {
      clearInterval(timer);
      await renewing;
      await leases.release(LEASE, owner);
    }
  }

  async function pushSome(part: string): Promise<number> {
    const rows = await outbox.pending(part, ROWS_AT_ONCE);
    if (rows.length === 0) return 0;
    const service = await tellService(part, rows, { catalogue, parts });
    await outbox.acknowledge(rows, service?.seen.written, now());
    return rows.length;
  }

  /** The least that a search asks. */
  async function probe(part: string = KEYWORD_PART): Promise<PineconePart | undefined> {
    const service = await parts.of(part);
    const asked = part === KEYWORD_PART ? SPARSE_PROBE : await denseProbe(part);
    if (service !== undefined && asked !== undefined) await service.query({ ...asked, topK: 1 });
    return service;
  }

  /** Forgets what searches show, asking the service where nobody searches. */
  async function settle(): Promise<void> {
    for (const part of await outbox.parts()) {
      const service = await probe(part);
      await outbox.settle(part, { lsn: service?.seen.indexed, before: now() - SHOWN_AFTER_MS });
    }
  }

  async function denseProbe(part: string) {
    const embedder = (await catalogue.embedders()).find(({ id }) => id === part);
    if (embedder === undefined) return undefined;
    return { vector: Array.from({ length: embedder.dimensions }, (_, at) => (at === 0 ? 1 : 0)) };
  }

  function push(): Promise<void> {
    isAskedAgain = true;
    pushing ??= pushAll().finally(() => {
      pushing = undefined;
    });
    return pushing;
  }

  return {
    push,
    settle,
    probe: () => probe(),

    /** Until what searches may not show is little enough to be scored here. @throws PineconeError */
    async keepUp(): Promise<void> {
      for (let waitedMs = 0; waitedMs < LONGEST_PAUSE_MS; waitedMs += PAUSE_MS) {
        if ((await outbox.countUnsettled()) <= MOST_UNSETTLED) return;
        await push();
        await settle();
        await sleep(PAUSE_MS);
      }
    },
  };
}

const SPARSE_PROBE = { sparseVector: { indices: [0], values: [1] } };
