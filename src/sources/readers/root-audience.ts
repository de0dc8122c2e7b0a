import type { RootAudiences } from "../../../connectors/definition.ts";
import { checkAudience } from "../add-source.ts";
import { requireConnector } from "../open-connector.ts";
import {
  AdminError,
  holdSource,
  requireSource,
  type SourcesDeps,
  writeAudit,
} from "../sources-deps.ts";

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
): Promise<{ root: string; audience: string[] | undefined }> {
  const audience = readReaders(readers);
  return holdSource(name, deps, async () => {
    const source = await requireSource(name, deps);
    const { roots } = requireConnector(source.kind, deps);
    if (roots === undefined) {
      throw new AdminError(`A ${source.kind} source has no roots to map: give / for all of it.`);
    }
    const id = roots.parse(root);
    if (id === undefined) {
      throw new AdminError(`"${root}" is no root of ${name}: give ${roots.example}, or / for all.`);
    }
    const mapped = readMapping(source.settings[roots.setting], roots);
    const before = mapped[id];
    delete mapped[id];
    if (audience !== undefined) mapped[id] = audience;
    const settings = { ...source.settings, [roots.setting]: JSON.stringify(mapped) };
    await deps.storage.sources.update(name, { settings });
    const detail = { name, root: id, before, after: audience };
    await writeAudit(actor, "source.audience-changed", detail, deps);
    return { root: id, audience };
  });
}

/** Undefined for those of what stands above. */
function readReaders(readers: readonly string[]): string[] | undefined {
  const word = readers.length === 1 ? readers[0] : undefined;
  if (word === "inherit") return undefined;
  return word === "nobody" ? [] : checkAudience(readers);
}

/** Each root in its one spelling, however it was typed with `--set`. */
function readMapping(setting: string | undefined, roots: RootAudiences): Record<string, string[]> {
  const given: Record<string, string[]> = setting === undefined ? {} : JSON.parse(setting);
  return Object.fromEntries(
    Object.entries(given).map(([root, readers]) => [roots.parse(root) ?? root, readers]),
  );
}
