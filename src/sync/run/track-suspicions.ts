import type { SuspicionRecord } from "../../storage/storage.ts";
import { findSuspicions } from "../../text/trust/find-suspicions.ts";
import type { SyncDeps } from "../sync-deps.ts";

interface Named {
  documentId: string;
  title: string;
  path: string;
}

/**
 * Keeps what looks suspicious in a source's documents in step with them. It is told of each document
 * that is read, stands elsewhere or is gone, and writes with the run's batches.
 */
export async function trackSuspicions(
  source: string,
  { storage, now }: Pick<SyncDeps, "storage" | "now">,
) {
  const records = await storage.suspicions.list(source);
  const known = new Map(records.map((record) => [record.documentId, record]));
  const found = new Map<string, SuspicionRecord>();
  const gone = new Set<string>();

  function keep({ documentId, title, path }: Named, findings: SuspicionRecord["findings"]): void {
    if (findings.length === 0) {
      forget(documentId);
      return;
    }
    const record = { source, documentId, title, path, findings, foundAt: now() };
    known.set(documentId, record);
    found.set(documentId, record);
    gone.delete(documentId);
  }

  function forget(documentId: string): void {
    found.delete(documentId);
    if (known.delete(documentId)) gone.add(documentId);
  }

  return {
    read(document: Named & { markdown: string }): void {
      keep(document, findSuspicions(document));
    },

    /** Its text is as it was; its path may have come to say something, or no longer does. */
    moved({ documentId, title, path }: Named): void {
      const before = known.get(documentId);
      if (before?.path === path) return;
      const inText = before?.findings.filter(({ place }) => place !== "path") ?? [];
      const inPath = findSuspicions({ title, path, markdown: "" }).filter(
        ({ place }) => place === "path",
      );
      keep({ documentId, title, path }, [...inText, ...inPath]);
    },

    forget,

    async flush(): Promise<void> {
      if (gone.size > 0) await storage.suspicions.clear(source, [...gone]);
      if (found.size > 0) await storage.suspicions.save([...found.values()]);
      gone.clear();
      found.clear();
    },
  };
}
