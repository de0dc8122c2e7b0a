import type { Suspicion } from "../../text/trust/find-suspicions.ts";
import { withoutInvisible } from "../../text/trust/reveal-text.ts";
import { requireSource, type SourcesDeps } from "../sources-deps.ts";

/** A document that an admin may want to look at, and why. */
export interface SuspiciousDocument {
  source: string;
  documentId: string;
  title: string;
  path: string;
  findings: Suspicion[];
  /** ISO 8601: the sync that read it so. */
  foundAt: string;
}

/**
 * Documents that look as if they were aimed at models or hide words from their readers, of all
 * sources or one. @throws AdminError when there is no such source.
 */
export async function listSuspicious(
  name: string | undefined,
  deps: Pick<SourcesDeps, "storage">,
): Promise<SuspiciousDocument[]> {
  if (name !== undefined) await requireSource(name, deps);
  const records = await deps.storage.suspicions.list(name);
  return records.map(({ foundAt, title, path, ...record }) => ({
    ...record,
    title: withoutInvisible(title),
    path: withoutInvisible(path),
    foundAt: new Date(foundAt).toISOString(),
  }));
}
