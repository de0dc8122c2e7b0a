import type { SyncLag } from "../../storage/storage.ts";

/** Collects how long changes took from the source into the index, counted from the last good run. */
export function createLagMeter(inStepAt: number | undefined) {
  const lagsMs: number[] = [];
  return {
    /** `updatedAt` is ISO 8601; what is older than the last run was not a change since then. */
    add(updatedAt: string | undefined, indexedAt: number): void {
      const changedAt = Date.parse(updatedAt ?? "");
      if (inStepAt === undefined || Number.isNaN(changedAt) || changedAt <= inStepAt) return;
      lagsMs.push(Math.max(0, indexedAt - changedAt));
    },
    result(): SyncLag | undefined {
      if (lagsMs.length === 0) return undefined;
      lagsMs.sort((a, b) => a - b);
      const at = (share: number) => lagsMs[Math.ceil(share * lagsMs.length) - 1] ?? 0;
      return { documents: lagsMs.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
    },
  };
}
