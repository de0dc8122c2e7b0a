import { type Connector, ConnectorError, type SourceRoot } from "../../../connectors/connector.ts";
import type { ConnectorDefinition } from "../../../connectors/definition.ts";
import { AdminError } from "../sources-deps.ts";

const MOST_SHOWN = 8;

/** A root that the source has; what could not be asked is a note. */
export interface CheckedRoot {
  title: string | undefined;
  notes: string[];
}

/**
 * Whether a source has a root, synced or not. One that cannot be asked now is believed, since a
 * mapping shows nothing to anybody before the source is read again.
 * @throws AdminError naming what there is instead
 */
export async function checkRoot(
  source: string,
  root: { id: string; typed: string },
  connector: Connector,
): Promise<CheckedRoot> {
  const { signal } = new AbortController();
  try {
    const found = await connector.findRoot?.(root.id, signal);
    if (found === undefined) return { title: undefined, notes: [] };
    if ("root" in found) return { title: found.root.title, notes: [] };
    throw new AdminError(describeMissing(source, root.typed, found.nearest, found.outermost));
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const note = `Whether ${source} has ${root.typed} could not be asked: ${error.message}`;
    return { title: undefined, notes: [note] };
  }
}

/** Checks roots that were typed into the setting itself. @throws AdminError */
export async function checkRoots(
  source: { name: string; settings: Readonly<Record<string, string>> },
  before: Readonly<Record<string, string>>,
  connector: Connector,
  { roots }: Pick<ConnectorDefinition, "roots">,
): Promise<string[]> {
  if (roots === undefined) return [];
  const known = Object.keys(readMapping(before[roots.setting]));
  const typed = Object.keys(readMapping(source.settings[roots.setting]));
  const notes: string[] = [];
  for (const one of typed.filter((root) => !known.includes(root))) {
    const id = roots.parse(one) ?? one;
    notes.push(...(await checkRoot(source.name, { id, typed: one }, connector)).notes);
  }
  return notes;
}

/** Readers by root, as the setting has them. */
export function readMapping(setting: string | undefined): Record<string, string[]> {
  return setting === undefined ? {} : JSON.parse(setting);
}

function describeMissing(
  source: string,
  typed: string,
  nearest: SourceRoot | undefined,
  outermost: readonly SourceRoot[],
): string {
  const what = `${source} has no root ${typed}, or it is not shared with the connection`;
  if (nearest !== undefined) return `${what}: did you mean ${describe(nearest)}?`;
  if (outermost.length === 0) return `${what}; nothing is: share it first.`;
  const shown = outermost.slice(0, MOST_SHOWN).map(describe).join(", ");
  const more = outermost.length - MOST_SHOWN;
  const rest = more > 0 ? ` and ${more} more` : "";
  return `${what}. What it has outermost: ${shown}${rest}.`;
}

function describe({ id, title }: SourceRoot): string {
  return title === undefined ? id : `"${title.slice(0, 80)}" (${id})`;
}
