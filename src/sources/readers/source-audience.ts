import { checkAudience } from "../add-source.ts";
import { holdSource, requireSource, type SourcesDeps, writeAudit } from "../sources-deps.ts";
import { noteUnknownReaders } from "./note-unknown-readers.ts";

/**
 * Says who may read those documents of a source that say nothing themselves; no principals means
 * nobody. Should it be cut short, the next sync finishes it.
 * @throws AdminError
 */
export async function setSourceAudience(
  name: string,
  principals: readonly string[],
  actor: string,
  deps: SourcesDeps,
): Promise<{ audience: string[]; documents: number; notes: string[] }> {
  const audience = checkAudience(principals);
  const notes = await noteUnknownReaders(audience, deps);
  const { storage, index } = deps;
  return holdSource(name, deps, async () => {
    const before = (await requireSource(name, deps)).audience;
    await storage.sources.update(name, { audience });
    const accessId = await storage.accessLists.idOf(audience);
    const inheriting = (await storage.documents.list(name))
      .filter((record) => record.inheritsAudience && record.accessId !== accessId)
      .map((record) => record.documentId);
    if (inheriting.length > 0) {
      await index.setAccess(name, inheriting, accessId);
      await storage.documents.setAccess(name, inheriting, accessId);
    }
    await writeAudit(actor, "source.audience-changed", { name, before, after: audience }, deps);
    return { audience, documents: inheriting.length, notes };
  });
}
