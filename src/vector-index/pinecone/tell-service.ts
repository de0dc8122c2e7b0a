import type { PineconeRecord } from "@pinecone-database/pinecone";
import {
  type CatalogueRow,
  type CatalogueStorage,
  KEYWORD_PART,
  type OutboxRow,
} from "../../storage/ports/catalogue-storage.ts";
import { passageVector } from "./search/weigh-keywords.ts";
import type { PineconePart } from "./service/pinecone-part.ts";
import type { PineconeParts } from "./service/pinecone-parts.ts";

/** Limits of the service for one request, the second with room for what we estimate badly. */
const MAX_RECORDS = 1_000;
const MAX_BYTES = 1_600_000;
/** JSON of one number, and of one entry of a sparse vector. */
const NUMBER_BYTES = 13;
const ENTRY_BYTES = 24;
const RECORD_BYTES = 400;
const REQUESTS_AT_ONCE = 4;

type Catalogue = Pick<CatalogueStorage, "passages" | "readVectors" | "statistics">;

/** Tells the service of some passages of one part what the catalogue says of them now. */
export async function tellService(
  part: string,
  rows: readonly OutboxRow[],
  { catalogue, parts }: { catalogue: Catalogue; parts: PineconeParts },
): Promise<PineconePart | undefined> {
  const service = await parts.of(part);
  if (service === undefined) return undefined;
  const gone = rows.filter((row) => row.gone).map(({ passage }) => String(passage));
  const wanted = rows.filter((row) => !row.gone).map(({ passage }) => passage);
  const records = await makeRecords(part, await catalogue.passages(wanted), catalogue);
  const requests = [
    ...inPortions(records, sizeOf).map((portion) => () => service.upsert(portion)),
    ...inPortions(gone, () => 0).map((portion) => () => service.delete(portion)),
  ];
  await inParallel(requests);
  return service;
}

async function makeRecords(
  part: string,
  passages: readonly CatalogueRow[],
  catalogue: Catalogue,
): Promise<PineconeRecord[]> {
  if (part === KEYWORD_PART) {
    const { averageLength } = await catalogue.statistics([]);
    return passages.flatMap((passage) => {
      const sparseValues = passageVector(passage, averageLength);
      return sparseValues === undefined ? [] : [{ ...head(passage), sparseValues }];
    });
  }
  const hashes = passages.map(({ hash }) => hash);
  const vectors = await catalogue.readVectors(part, hashes);
  return passages.flatMap((passage) => {
    const vector = vectors.get(passage.hash);
    // The service takes no vector without a direction, and nothing is near one.
    if (vector?.some((number) => number !== 0) !== true) return [];
    return [{ ...head(passage), values: toNumbers(vector) }];
  });
}

function head({ id, accessId, source }: CatalogueRow) {
  return { id: String(id), metadata: { accessId, source } };
}

/** As short as they can be without losing what 32 bits hold. */
export function toNumbers(vector: Float32Array): number[] {
  return Array.from(vector, (number) => Number(number.toPrecision(8)));
}

function sizeOf({ values, sparseValues }: PineconeRecord): number {
  const numbers = (values?.length ?? 0) * NUMBER_BYTES;
  return RECORD_BYTES + numbers + (sparseValues?.indices.length ?? 0) * ENTRY_BYTES;
}

function inPortions<T>(items: readonly T[], bytesOf: (item: T) => number): T[][] {
  const portions: T[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const item of items) {
    bytes += bytesOf(item);
    const portion = portions.at(-1);
    if (portion !== undefined && bytes <= MAX_BYTES && portion.length < MAX_RECORDS) {
      portion.push(item);
    } else {
      portions.push([item]);
      bytes = bytesOf(item);
    }
  }
  return portions;
}

async function inParallel(requests: (() => Promise<void>)[]): Promise<void> {
  const waiting = [...requests];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
}
