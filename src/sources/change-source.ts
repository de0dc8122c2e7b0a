import type { SourceRecord } from "../storage/storage.ts";
import { parseSchedule } from "../sync/run-schedule.ts";
import { checkAudience, expectAnswer } from "./add-source.ts";
import { checkSettings, openConnector, requireConnector } from "./open-connector.ts";
import { checkRoots } from "./readers/check-roots.ts";
import { setSourceAudience } from "./readers/source-audience.ts";
import { changedKeys, mergeSettings } from "./settings/compare-settings.ts";
import type { SourceChange } from "./settings/source-change.ts";
import { requireOwnSecret, type WrittenChange, writeChange } from "./settings/write-change.ts";
import { AdminError, holdSource, requireSource, type SourcesDeps } from "./sources-deps.ts";

/**
 * Changes a source, which must answer with its new settings. What they change of its documents comes
 * with the next sync, which reads no more than it must. Done twice it is as done once.
 * @throws AdminError
 */
export async function changeSource(
  name: string,
  change: SourceChange,
  actor: string,
  deps: SourcesDeps,
): Promise<WrittenChange> {
  const source = await requireSource(name, deps);
  const { schedule, secret } = change;
  const error = schedule?.cron === undefined ? undefined : parseSchedule(schedule.cron).error;
  if (error !== undefined) throw new AdminError(error);
  const audience = change.audience && checkAudience(change.audience);
  const settings = mergeSettings(source.settings, change.settings);
  refuseUnknown(source, change, deps);
  const wanted = { ...source, settings };
  const isOther = changedKeys(source.settings, settings).length > 0;
  if (isOther) checkSettings(wanted, deps);
  requireOwnSecret(source, change, deps);
  const offered = secret === undefined ? undefined : { text: secret };
  const notes: string[] = [];
  if (isOther || offered !== undefined) {
    const connector = openConnector(wanted, deps, offered);
    const definition = requireConnector(source.kind, deps);
    notes.push(...(await expectAnswer(connector)));
    notes.push(...(await checkRoots(wanted, source.settings, connector, definition)));
  }
  const sealed = offered && (await deps.secrets.seal(name, offered.text));
  const written = await holdSource(name, deps, () =>
    writeChange(name, change, sealed, actor, deps),
  );
  const changed = [...written.changed];
  const before = (await requireSource(name, deps)).audience ?? [];
  if (audience !== undefined && audience.join("\n") !== [...before].sort().join("\n")) {
    notes.push(...(await setSourceAudience(name, audience, actor, deps)).notes);
    changed.push("audience");
  }
  return { ...written, changed, notes: [...notes, ...written.notes] };
}

/** Settings that are taken back and that there are none of; `checkSettings` sees the others. */
function refuseUnknown(
  { kind, settings }: SourceRecord,
  change: SourceChange,
  deps: SourcesDeps,
): void {
  const { settingRoles } = requireConnector(kind, deps);
  const unknown = Object.entries(change.settings ?? {}).find(
    ([key, value]) => value === undefined && !(key in settingRoles) && !(key in settings),
  );
  if (unknown === undefined) return;
  throw new AdminError(`A ${kind} source has no setting ${unknown[0]}: leave it out.`);
}
