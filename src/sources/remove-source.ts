import { collectGarbageWhenIdle } from "../sync/collect-garbage.ts";
import { holdSource, requireSource, type SourcesDeps, writeAudit } from "./sources-deps.ts";

/** Removes a source with all that was indexed of it. @throws AdminError */
export async function removeSource(
  name: string,
  actor: string,
  deps: SourcesDeps,
  waitMs?: number,
): Promise<{ documents: number }> {
  const { documents } = await holdSource(
    name,
    deps,
    async () => {
      await requireSource(name, deps);
      const count = await deps.storage.documents.count(name);
      // The index first: as long as the record is there, removing can be tried again.
      await deps.index.removeSource(name);
      await deps.storage.sources.remove(name);
      await writeAudit(actor, "source.removed", { name, documents: count.documents }, deps);
      return count;
    },
    waitMs,
  );
  await collectGarbageWhenIdle(deps);
  return { documents };
}
