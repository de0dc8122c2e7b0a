import { checkAudience } from "../add-source.ts";
import { openConnector, requireConnector } from "../open-connector.ts";
import {
  AdminError,
  holdSource,
  requireSource,
  type SourcesDeps,
  writeAudit,
} from "../sources-deps.ts";
import { checkRoot, readMapping } from "./check-roots.ts";
import { noteUnknownReaders } from "./note-unknown-readers.ts";

export interface RootAudience {
  root: string;
  /** As the source has it now; undefined where that is not known. */
  title: string | undefined;
  /** Undefined for the readers of what stands above. */
  audience: string[] | undefined;
  notes: string[];
}

/**
 * Says who may read below a root of a source that does not say so itself: principals, `nobody`, or
 * `inherit`, with which holds what holds above it. It takes effect with the next sync, which reads no
 * text for it.
 * @throws AdminError
 */
export async function setRootAudience(
  name: string,
  root: string,
  readers: readonly string[],
  actor: string,
  deps: SourcesDeps,
): Promise<RootAudience> {
  const audience = readReaders(readers);
  const source = await requireSource(name, deps);
  const { roots } = requireConnector(source.kind, deps);
  if (roots === undefined) {
    throw new AdminError(`A ${source.kind} source has no roots to map: give / for all of it.`);
  }
  const id = roots.parse(root);
  if (id === undefined) {
    throw new AdminError(`"${root}" is no root of ${name}: give ${roots.example}, or / for all.`);
  }
  const toMapped = ({ settings }: typeof source) =>
    new Map(
      // Each root in its one spelling, however it was typed with `--set`.
      Object.entries(readMapping(settings[roots.setting])).map(([one, who]) => [
        roots.parse(one) ?? one,
        who,
      ]),
    );
  // What is mapped can be taken back when it is gone.
  const isMapped = toMapped(source).has(id);
  const checked =
    isMapped && audience === undefined
      ? { title: undefined, notes: [] }
      : await checkRoot(name, { id, typed: root }, openConnector(source, deps));
  const notes = [...checked.notes, ...(await noteUnknownReaders(audience ?? [], deps))];
  return holdSource(name, deps, async () => {
    const current = await requireSource(name, deps);
    const mapped = toMapped(current);
    const before = mapped.get(id);
    mapped.delete(id);
    if (audience !== undefined) mapped.set(id, audience);
    const mapping = JSON.stringify(Object.fromEntries(mapped));
    const settings = { ...current.settings, [roots.setting]: mapping };
    await deps.storage.sources.update(name, { settings });
    const detail = { name, root: id, before, after: audience };
    await writeAudit(actor, "source.audience-changed", detail, deps);
    return { root: id, title: checked.title, audience, notes };
  });
}

/** Undefined for those of what stands above. */
function readReaders(readers: readonly string[]): string[] | undefined {
  const word = readers.length === 1 ? readers[0] : undefined;
  if (word === "inherit") return undefined;
  return word === "nobody" ? [] : checkAudience(readers);
}
