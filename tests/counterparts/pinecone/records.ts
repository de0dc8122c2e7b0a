import type { Metadata } from "./filter.ts";

export interface StoredRecord {
  id: string;
  values: Float32Array | undefined;
  sparse: ReadonlyMap<number, number> | undefined;
  metadata: Metadata;
}

type Write =
  | { kind: "upsert"; records: StoredRecord[] }
  | { kind: "delete"; ids: string[] }
  | { kind: "delete-all" };

interface LoggedWrite {
  lsn: number;
  shownAt: number;
  write: Write;
}

/** Records of one namespace; searches show a write only a while after it was acknowledged. */
export class Namespace {
  readonly records = new Map<string, StoredRecord>();
  readonly #waiting: LoggedWrite[] = [];
  readonly #postings = new Map<number, Set<StoredRecord>>();
  #lsn = 0;
  #shownLsn = 0;

  /** @returns its number in the log */
  write(write: Write, shownAt: number): number {
    this.#lsn += 1;
    this.#waiting.push({ lsn: this.#lsn, shownAt, write });
    return this.#lsn;
  }

  /** Up to which write searches show the namespace. */
  show(now: number): number {
    while ((this.#waiting[0]?.shownAt ?? Number.POSITIVE_INFINITY) <= now) {
      const logged = this.#waiting.shift();
      if (logged === undefined) break;
      this.#apply(logged.write);
      this.#shownLsn = logged.lsn;
    }
    return this.#shownLsn;
  }

  withTerm(index: number): Iterable<StoredRecord> {
    return this.#postings.get(index) ?? [];
  }

  #apply(write: Write): void {
    if (write.kind === "upsert") {
      for (const record of write.records) {
        this.#remove(record.id);
        this.records.set(record.id, record);
        for (const index of record.sparse?.keys() ?? []) {
          const posting = this.#postings.get(index) ?? new Set();
          this.#postings.set(index, posting.add(record));
        }
      }
    } else {
      const ids = write.kind === "delete" ? write.ids : [...this.records.keys()];
      for (const id of ids) this.#remove(id);
    }
  }

  #remove(id: string): void {
    const record = this.records.get(id);
    if (record === undefined) return;
    this.records.delete(id);
    for (const index of record.sparse?.keys() ?? []) this.#postings.get(index)?.delete(record);
  }
}
