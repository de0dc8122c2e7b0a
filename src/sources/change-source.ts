import { parseSchedule } from "../sync/run-schedule.ts";
import { checkAudience, expectAnswer } from "./add-source.ts";
import { openConnector, requireConnector } from "./open-connector.ts";
import { setSourceAudience } from "./readers/source-audience.ts";
import {
  AdminError,
  holdSource,
  requireSource,
  type SourcesDeps,
  writeAudit,
} from "./sources-deps.ts";

/** What is not named stays as it is. */
export interface SourceChange {
  /** Undefined takes a setting back to what is usual. */
  settings?: Readonly<Record<string, string | undefined>>;
  audience?: string[];
  /** Without a cron expression it is synced on demand alone. */
  schedule?: { cron: string | undefined };
}

/**
 * Changes a source, which must answer with its new settings. Where they change what it holds,
 * everything is read anew with the next sync. Done twice it is as done once.
 * @throws AdminError
 */
export async function changeSource(
  name: string,
  change: SourceChange,
  actor: string,
  deps: SourcesDeps,
): Promise<{ changed: string[]; notes: string[] }> {
  const source = await requireSource(name, deps);
  const { schedule } = change;
  const error = schedule?.cron === undefined ? undefined : parseSchedule(schedule.cron).error;
  if (error !== undefined) throw new AdminError(error);
  const audience = change.audience && checkAudience(change.audience);
  const wanted = merge(source.settings, change.settings);
  const isOther = changedKeys(source.settings, wanted).length > 0;
  const notes = isOther
    ? await expectAnswer(openConnector({ ...source, settings: wanted }, deps))
    : [];
  const changed = await holdSource(name, deps, () => write(name, change, actor, deps));
  const before = (await requireSource(name, deps)).audience ?? [];
  if (audience !== undefined && audience.join("\n") !== [...before].sort().join("\n")) {
    await setSourceAudience(name, audience, actor, deps);
    changed.push("audience");
  }
  return { changed, notes };
}

/** Settings and schedule, while nobody syncs it. @returns what became different */
async function write(
  name: string,
  change: SourceChange,
  actor: string,
  deps: SourcesDeps,
): Promise<string[]> {
  const { storage } = deps;
  const source = await requireSource(name, deps);
  const settings = merge(source.settings, change.settings);
  const keys = changedKeys(source.settings, settings);
  const schedule = change.schedule === undefined ? source.schedule : change.schedule.cron;
  const isMoved = schedule !== source.schedule;
  if (keys.length === 0 && !isMoved) return [];
  const { paceSettings = [] } = requireConnector(source.kind, deps);
  const holdsOther = keys.some((key) => !paceSettings.includes(key));
  if (holdsOther) await forgetWhatWasRead(name, deps);
  const reading = holdsOther ? { cursor: undefined } : {};
  await storage.sources.update(name, { settings, schedule, ...reading });
  const pick = (from: Record<string, string>) =>
    Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  const detail = {
    name,
    before: { ...pick(source.settings), ...(isMoved ? { schedule: source.schedule ?? null } : {}) },
    after: { ...pick(settings), ...(isMoved ? { schedule: schedule ?? null } : {}) },
  };
  await writeAudit(actor, "source.changed", detail, deps);
  return [...keys, ...(isMoved ? ["schedule"] : [])];
}

/** A document that looks the same may be read into another text now; what failed may go well. */
async function forgetWhatWasRead(name: string, { storage }: SourcesDeps): Promise<void> {
  const documents = await storage.documents.list(name);
  await storage.documents.save(documents.map((one) => ({ ...one, fingerprint: "" })));
  const failures = await storage.failures.list(name);
  await storage.failures.save(failures.map((one) => ({ ...one, retryAt: 0 })));
}

function merge(
  before: Record<string, string>,
  change: SourceChange["settings"] = {},
): Record<string, string> {
  const settings = { ...before };
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) delete settings[key];
    else settings[key] = value;
  }
  return settings;
}

function changedKeys(before: Record<string, string>, after: Record<string, string>): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => before[key] !== after[key]).sort();
}
