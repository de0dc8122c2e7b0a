import type { SyncCounts } from "../../storage/storage.ts";
import type { Instruments } from "../../telemetry/instruments.ts";
import { inSpan } from "../../telemetry/trace.ts";

export type SyncInstruments = Pick<Instruments, "syncSeconds" | "syncedDocuments">;

interface Report extends SyncCounts {
  embedded: number;
  error?: string;
}

/** A sync as a span with its counts, and counted. */
export async function observeSync<R extends Report>(
  source: string,
  instruments: SyncInstruments | undefined,
  sync: () => Promise<R>,
): Promise<R> {
  const began = performance.now();
  let result = "failed";
  try {
    return await inSpan("sync", { "footnote.source": source }, async (span) => {
      const report = await sync();
      const { seen, changed, removed, failed, embedded, error } = report;
      for (const [name, count] of Object.entries({ seen, changed, removed, failed, embedded })) {
        span.setAttribute(`footnote.sync.${name}`, count);
      }
      for (const [change, count] of Object.entries({ changed, removed, failed })) {
        instruments?.syncedDocuments.add(count, { source, change });
      }
      if (error === undefined) result = "ok";
      span.setAttribute("footnote.result", result);
      return report;
    });
  } finally {
    instruments?.syncSeconds.record((performance.now() - began) / 1_000, { source, result });
  }
}
