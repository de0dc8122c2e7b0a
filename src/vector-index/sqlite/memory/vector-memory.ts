import type { DatabaseSync } from "node:sqlite";
import { PASSAGES_PER_DOCUMENT } from "../prepare-index-file.ts";
import { createByteMatrix, ROWS_PER_CALL } from "./byte-matrix.ts";
import { createTopScores } from "./top-scores.ts";

/** Where a document's passages lie in the matrix, and what decides whether they are looked at. */
interface Place {
  accessId: number;
  source: string;
  start: number;
  count: number;
}

export type VectorMemory = ReturnType<typeof createVectorMemory>;

/**
 * All vectors of one embedder as bytes, one row a passage, a document's rows side by side. It is
 * brought up to date inside the transaction of the search, so it never differs from the tables.
 */
export function createVectorMemory(db: DatabaseSync, embedderId: string, dimensions: number) {
  const counter = db.prepare("SELECT value FROM counters WHERE name = ?");
  const allDocuments = db.prepare(
    "SELECT id, access_id, source, passages FROM documents ORDER BY id",
  );
  const allPassages = db.prepare(
    `SELECT p.id, v.id AS vector_id FROM passages p
     LEFT JOIN vectors v ON v.embedder_id = ? AND v.hash = p.hash ORDER BY p.id`,
  );
  // In the order they lie in the file: by index it takes twice as long.
  const allVectors = db.prepare("SELECT id, vector FROM vectors NOT INDEXED WHERE embedder_id = ?");
  const changedDocuments = db.prepare(
    "SELECT DISTINCT document FROM changes WHERE version > ? ORDER BY document",
  );
  const documentRow = db.prepare("SELECT access_id, source FROM documents WHERE id = ?");
  const passageRows = db.prepare(
    `SELECT p.id, v.id AS vector_id FROM passages p
     LEFT JOIN vectors v ON v.embedder_id = ? AND v.hash = p.hash
     WHERE p.id >= ? AND p.id < ? ORDER BY p.id`,
  );
  const vectorRow = db.prepare("SELECT vector FROM vectors WHERE id = ?");

  const matrix = createByteMatrix(dimensions);
  const places = new Map<number, Place>();
  const sourceNames = new Map<string, string>();
  let passageIds = new Float64Array(0);
  let vectorIds = new Float64Array(0);
  /** What a row's bytes are multiplied with; NaN where the passage has no vector yet. */
  let scales = new Float32Array(0);
  let used = 0;
  let abandoned = 0;
  let version = -1;

  function refresh(): void {
    const current = Number(counter.get("version")?.value);
    if (current === version) return;
    const canCatchUp = version >= 0 && Number(counter.get("changesFrom")?.value) <= version + 1;
    if (canCatchUp) {
      for (const { document } of changedDocuments.all(version)) update(Number(document));
    } else {
      loadAll();
    }
    version = current;
    if (abandoned > 1000 && abandoned > used / 2) compact();
  }

  function loadAll(): void {
    places.clear();
    used = 0;
    abandoned = 0;
    for (const { id, access_id, source, passages } of allDocuments.iterate()) {
      addPlace(Number(id), Number(access_id), String(source), Number(passages));
    }
    const positions = new Map<number, number[]>();
    let position = 0;
    for (const { id, vector_id } of allPassages.iterate(embedderId)) {
      passageIds[position] = Number(id);
      const sharers = positions.get(Number(vector_id));
      if (sharers) sharers.push(position);
      else if (vector_id !== null) positions.set(Number(vector_id), [position]);
      position += 1;
    }
    for (const { id, vector } of allVectors.iterate(embedderId)) {
      for (const at of positions.get(Number(id)) ?? []) setVector(at, Number(id), vector);
    }
  }

  function addPlace(document: number, accessId: number, source: string, count: number): Place {
    const place = { accessId, source: shared(source), start: used, count };
    places.set(document, place);
    reserve(used + count);
    scales.fill(Number.NaN, used, used + count);
    vectorIds.fill(0, used, used + count);
    used += count;
    return place;
  }

  function update(document: number): void {
    const row = documentRow.get(document);
    const known = places.get(document);
    if (row === undefined) {
      places.delete(document);
      abandoned += known?.count ?? 0;
      return;
    }
    const first = document * PASSAGES_PER_DOCUMENT;
    const passages = passageRows.all(embedderId, first, first + PASSAGES_PER_DOCUMENT);
    const place = known ?? addPlace(document, 0, String(row.source), passages.length);
    place.accessId = Number(row.access_id);
    for (const [index, { id, vector_id }] of passages.entries()) {
      const position = place.start + index;
      passageIds[position] = Number(id);
      if (vectorIds[position] !== (vector_id ?? 0)) {
        setVector(position, Number(vector_id ?? 0), vectorRow.get(vector_id ?? 0)?.vector);
      }
    }
  }

  /** One string a source instead of one a document. */
  function shared(source: string): string {
    const known = sourceNames.get(source) ?? source;
    sourceNames.set(known, known);
    return known;
  }

  function reserve(rows: number): void {
    matrix.reserve(rows);
    if (rows <= scales.length) return;
    const capacity = Math.max(1024, rows, Math.ceil(scales.length * 1.5));
    const [oldPassages, oldVectors, oldScales] = [passageIds, vectorIds, scales];
    passageIds = new Float64Array(capacity);
    vectorIds = new Float64Array(capacity);
    scales = new Float32Array(capacity);
    passageIds.set(oldPassages);
    vectorIds.set(oldVectors);
    scales.set(oldScales);
  }

  function setVector(position: number, vectorId: number, blob: unknown): void {
    vectorIds[position] = vectorId;
    const vector = toFloats(blob);
    if (vector?.length !== dimensions) {
      scales[position] = Number.NaN;
      return;
    }
    const scale = largest(vector) / 127 || 1;
    const row = matrix.row(position);
    for (let at = 0; at < dimensions; at++) {
      const number = (vector[at] ?? 0) / scale;
      // Rounds as Math.round would, in a third of the time: storing a byte cuts off the fraction.
      row[at] = number + (number > 0 ? 0.5 : -0.5);
    }
    scales[position] = scale;
  }

  /** Closes the gaps that removed documents left; places are in the order of their rows. */
  function compact(): void {
    let to = 0;
    for (const place of places.values()) {
      const { start, count } = place;
      matrix.moveRows(to, start, count);
      passageIds.copyWithin(to, start, start + count);
      vectorIds.copyWithin(to, start, start + count);
      scales.copyWithin(to, start, start + count);
      place.start = to;
      to += count;
    }
    used = to;
    abandoned = 0;
  }

  /** Passage ids of about the nearest `count`, by the bytes alone; unsorted. */
  function nearest(
    query: Float32Array,
    allowed: ReadonlySet<number>,
    sources: ReadonlySet<string> | undefined,
    count: number,
  ): number[] {
    // 16 bits for the query, as many as leave the sum of all products in 32.
    const peak = Math.min(8191, Math.floor(2 ** 31 / (127 * dimensions)) - 1);
    const scale = largest(query) / peak || 1;
    matrix.setQuery(Int16Array.from(query, (number) => Math.round(number / scale)));
    const top = createTopScores(count);
    const scan = (start: number, end: number) => {
      for (let first = start; first < end; first += ROWS_PER_CALL) {
        const dots = matrix.dots(first, Math.min(ROWS_PER_CALL, end - first));
        for (let index = 0; index < dots.length; index++) {
          const score = (dots[index] ?? 0) * (scales[first + index] ?? 0);
          if (score > top.floor()) top.offer(score, first + index);
        }
      }
    };
    let [start, end] = [0, 0];
    for (const place of places.values()) {
      if (!allowed.has(place.accessId) || (sources && !sources.has(place.source))) continue;
      if (place.start !== end) {
        scan(start, end);
        start = place.start;
      }
      end = place.start + place.count;
    }
    scan(start, end);
    return top.owners().map((position) => passageIds[position] ?? 0);
  }

  return { embedderId, dimensions, refresh, nearest };
}

/** The numbers of a stored vector. */
export function toFloats(blob: unknown): Float32Array | undefined {
  if (!(blob instanceof Uint8Array)) return undefined;
  // A view needs an offset that is a multiple of four, which SQLite does not promise.
  return blob.byteOffset % 4 === 0
    ? new Float32Array(blob.buffer, blob.byteOffset, blob.byteLength / 4)
    : new Float32Array(blob.slice().buffer);
}

function largest(numbers: Float32Array): number {
  let most = 0;
  for (let at = 0; at < numbers.length; at++) {
    const size = Math.abs(numbers[at] ?? 0);
    if (size > most) most = size;
  }
  return most;
}
