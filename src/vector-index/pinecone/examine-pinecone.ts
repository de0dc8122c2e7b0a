import { type CatalogueStorage, KEYWORD_PART } from "../../storage/ports/catalogue-storage.ts";
import type { PineconeSettings } from "./service/pinecone-part.ts";
import { createPineconeParts } from "./service/pinecone-parts.ts";

export interface ExaminedIndex {
  /** Indexes that are there, as they must be. */
  names: string[];
  /** Passages that searches of Pinecone may not show yet. */
  unsettled: number;
  tookMs: number;
}

/** Asks Pinecone for each index that there has to be. @throws PineconeError */
export async function examinePinecone(
  settings: PineconeSettings,
  catalogue: CatalogueStorage,
): Promise<ExaminedIndex> {
  const parts = createPineconeParts(catalogue, settings);
  const embedders = (await catalogue.embedders()).map(({ id }) => id);
  const names = [];
  const started = performance.now();
  for (const part of [KEYWORD_PART, ...embedders]) {
    const service = await parts.of(part);
    if (service !== undefined && (await service.examine())) names.push(service.name);
  }
  const tookMs = Math.round(performance.now() - started);
  return { names, unsettled: await catalogue.outbox.countUnsettled(), tookMs };
}
