import type { ConnectorDefinition, SettingRole } from "../../../connectors/definition.ts";

type Settings = Readonly<Record<string, string>>;

/** Undefined takes a setting back to what is usual. */
export function mergeSettings(
  before: Settings,
  change: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const merged = Object.entries({ ...before, ...change });
  return Object.fromEntries(
    merged.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Keys that are written otherwise, in their order. */
export function changedKeys(before: Settings, after: Settings): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => before[key] !== after[key]).sort();
}

/** Keys that mean something else: what is usual, or the same address with a slash, may be written out. */
export function differingKeys(
  before: Settings,
  after: Settings,
  { settings }: Pick<ConnectorDefinition, "settings">,
): string[] {
  const keys = changedKeys(before, after);
  if (keys.length === 0) return [];
  const [old, wanted] = [settings.safeParse(before), settings.safeParse(after)];
  // What an earlier version took may be wrong by now.
  if (!old.success || !wanted.success) return keys;
  const meaning = ({ data }: typeof old, key: string) =>
    JSON.stringify((data as Record<string, unknown>)[key]);
  return keys.filter((key) => meaning(old, key) !== meaning(wanted, key));
}

/** Those of the keys that are about this. */
export function keysAbout(
  role: SettingRole,
  keys: readonly string[],
  { settingRoles }: Pick<ConnectorDefinition, "settingRoles">,
): string[] {
  return keys.filter((key) => settingRoles[key] === role);
}

/** Settings by which a secret would be sent elsewhere than before. */
export function differingAddresses(
  before: Settings,
  after: Settings,
  definition: Pick<ConnectorDefinition, "settings" | "settingRoles">,
): string[] {
  // Asked for with each use of a secret, and hardly ever true.
  if (keysAbout("address", changedKeys(before, after), definition).length === 0) return [];
  return keysAbout("address", differingKeys(before, after, definition), definition);
}
