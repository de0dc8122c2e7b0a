import type { CatalogueStorage } from "../../storage/ports/catalogue-storage.ts";
import { KEYWORD_PART } from "../../storage/ports/catalogue-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { embeddedText, type IndexedDocument, type VectorIndex } from "../vector-index.ts";
import { createPusher } from "./pusher.ts";
import { createFreshPassages } from "./search/fresh-passages.ts";
import { createSearchGuard } from "./search/guard-searches.ts";
import { countTerms } from "./search/passage-terms.ts";
import { createPineconeSearch, seenBy, toHit } from "./search/search-pinecone.ts";
import type { PineconeSettings } from "./service/pinecone-part.ts";
import { createPineconeParts } from "./service/pinecone-parts.ts";
import { writeEmptyBackup } from "./write-empty-backup.ts";

export interface PineconeIndexOptions {
  settings: PineconeSettings;
  catalogue: CatalogueStorage;
  leases: Pick<Storage["leases"], "acquire" | "release">;
  logger: Logger;
  now: () => number;
  /** How often what another process left is told, and what was told is looked for. */
  tickMs?: number;
  /** Whether anybody searches it: then writers wait until most of what they wrote is shown. */
  isSearched?: () => boolean;
  /** Told when searches leave the service alone, because it fails again and again, and when it is back. */
  onAway?: ((isAway: boolean) => void) | undefined;
  /** After so long without a search it is asked whether it is there. */
  quietMs?: number;
}

export interface PineconeVectorIndex extends VectorIndex {
  /** Tells Pinecone everything again, as after a backup was put back. @throws PineconeError */
  tellAll(): Promise<void>;
}

const TICK_MS = 2_000;

/**
 * The index at Pinecone. What there is, who may read it and which vectors it has is written in the
 * catalogue, in one act; Pinecone is told afterwards, and only proposes what to look at.
 */
export function openPineconeVectorIndex(options: PineconeIndexOptions): PineconeVectorIndex {
  const { settings, catalogue, leases, logger, now } = options;
  const parts = createPineconeParts(catalogue, settings);
  const fresh = createFreshPassages(catalogue);
  const pusher = createPusher({ catalogue, leases, parts, now });
  const isSearched = options.isSearched ?? (() => true);
  const guard = createSearchGuard({ ...options, isSearched });
  const { search, searchBaseline } = createPineconeSearch({ catalogue, parts, fresh, guard });
  let isClosed = false;
  let ticking: Promise<void> | undefined;

  /** What is written is there at once; that Pinecone is away only counts when too much waits. */
  async function tell(): Promise<void> {
    try {
      await pusher.push();
    } catch (error) {
      logger.warn({ error }, "Pinecone could not be told of a change; it is told again");
    }
    if (isSearched()) await pusher.keepUp();
  }

  async function tick(): Promise<void> {
    try {
      if ((await catalogue.outbox.parts()).length === 0) return;
      await pusher.push();
      await pusher.settle();
    } catch (error) {
      if (!isClosed) logger.warn({ error }, "Pinecone could not be told of what waits for it");
    }
  }

  const timer = setInterval(() => {
    ticking ??= tick().finally(() => {
      ticking = undefined;
    });
    // What is told may take as long as the service is away.
    void guard.look(pusher.probe);
  }, options.tickMs ?? TICK_MS);
  timer.unref();

  return {
    async replaceDocuments(documents) {
      if (documents.length === 0) return;
      await catalogue.replaceDocuments(documents.map(toCatalogue));
      await tell();
    },
    async setAccess(source, documentIds, accessId, paths) {
      await catalogue.setAccess(source, documentIds, accessId, paths);
      await tell();
    },
    async removeDocuments(source, documentIds) {
      await catalogue.removeDocuments(source, documentIds);
      await tell();
    },
    async removeSource(source) {
      await catalogue.removeSource(source);
      await tell();
    },
    search,
    searchBaseline,
    termStatistics: (stems) => catalogue.statistics(stems),
    async readDocument(source, documentId, allowedAccessIds, ordinals) {
      const rows = await catalogue.readDocument(source, documentId);
      return rows
        .filter(seenBy({ allowedAccessIds }))
        .filter(({ ordinal }) => ordinals?.includes(ordinal) ?? true)
        .map((row) => toHit(row, 0, undefined));
    },
    async areReadable(passages, allowedAccessIds) {
      const allowed = new Set(allowedAccessIds);
      const documents = await catalogue.documents(passages);
      return passages.map(({ ordinal }, at) => {
        const document = documents[at];
        if (document === undefined || !allowed.has(document.accessId)) return false;
        return ordinal < document.passages;
      });
    },
    listDocuments: catalogue.listDocuments,
    readVectors: catalogue.readVectors,
    async textsToEmbed(embedderId, limit, source) {
      const texts = await catalogue.textsToEmbed(embedderId, limit, source);
      return texts.map(({ hash, title, headings, text }) => ({
        hash,
        text: embeddedText(title, headings, text),
      }));
    },
    countTextsToEmbed: catalogue.countTextsToEmbed,
    async storeVectors(embedderId, vectors) {
      await catalogue.storeVectors(embedderId, vectors);
      await tell();
    },
    embedders: catalogue.embedders,
    markComplete: catalogue.markComplete,
    async dropVectors(embedderId) {
      const part = await parts.of(embedderId);
      while (await catalogue.dropSomeVectors(embedderId)) {}
      await part?.deleteAll();
      parts.forget(embedderId);
    },
    /** Waits until Pinecone shows nearly everything, and opens connections. */
    async warmUp(embedderId) {
      const found = await Promise.all([parts.of(KEYWORD_PART), parts.of(embedderId)]);
      await Promise.all(found.map((part) => part?.examine()));
      await pusher.keepUp();
      await fresh.refresh();
    },
    async tellAll() {
      await catalogue.outbox.addAll();
      await pusher.push();
    },
    collectGarbage: catalogue.collectGarbage,
    stats: catalogue.stats,
    kind: async () => "pinecone",
    version: catalogue.version,
    backup: writeEmptyBackup,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await ticking;
    },
  };
}

/** A document as the catalogue keeps it, with the terms of its passages counted. */
export function toCatalogue({ passages, ...document }: IndexedDocument) {
  return {
    ...document,
    passages: passages.map((passage) => ({
      ...passage,
      ...countTerms(document.title, passage.headings, passage.text),
    })),
  };
}
