import type { SettingRole } from "../../../connectors/definition.ts";
import type { SourceRecord } from "../../storage/storage.ts";
import { requireConnector } from "../open-connector.ts";
import { holdSecret } from "../secrets/stored-secret.ts";
import { AdminError, requireSource, type SourcesDeps, writeAudit } from "../sources-deps.ts";
import {
  changedKeys,
  differingAddresses,
  differingKeys,
  keysAbout,
  mergeSettings,
} from "./compare-settings.ts";

import type { SourceChange } from "./source-change.ts";

/**
 * Whoever may change settings does not thereby get the secret that is kept, wherever they would have
 * it sent. @throws AdminError
 */
export function requireOwnSecret(
  source: SourceRecord,
  change: SourceChange,
  deps: SourcesDeps,
): void {
  const { name, kind, settings } = source;
  const definition = requireConnector(kind, deps);
  if (definition.secret === undefined) {
    if (change.secret === undefined) return;
    throw new AdminError(`${name} is a ${kind} source, which needs no secret: leave it out.`);
  }
  const wanted = mergeSettings(settings, change.settings);
  const others = differingAddresses(settings, wanted, definition);
  if (others.length === 0 || change.secret !== undefined) return;
  throw new AdminError(
    `The secret of ${name} was given for another ${others.join(", ")}, and is not sent to the new address: give the secret for that along with it, with --secret-file <file> or --oauth.`,
  );
}

export interface WrittenChange {
  /** What became different, as it was named. */
  changed: string[];
  notes: string[];
  /** The next sync brings more of it. */
  isForSync: boolean;
}

/**
 * Writes settings, schedule and secret, and has read again what they are about; whoever calls holds
 * the source.
 */
export async function writeChange(
  name: string,
  change: SourceChange,
  sealed: string | undefined,
  actor: string,
  deps: SourcesDeps,
): Promise<WrittenChange> {
  const { storage } = deps;
  const source = await requireSource(name, deps);
  // Another admin may have been faster.
  requireOwnSecret(source, change, deps);
  const settings = mergeSettings(source.settings, change.settings);
  const keys = changedKeys(source.settings, settings);
  const schedule = change.schedule === undefined ? source.schedule : change.schedule.cron;
  const isMoved = schedule !== source.schedule;
  const changed = [
    ...keys,
    ...(isMoved ? ["schedule"] : []),
    ...(sealed === undefined ? [] : ["secret"]),
  ];
  if (changed.length === 0) return { changed, notes: [], isForSync: false };
  const definition = requireConnector(source.kind, deps);
  const others = differingKeys(source.settings, settings, definition);
  const isAbout = (role: SettingRole) => keysAbout(role, others, definition).length > 0;
  if (isAbout("text")) await forgetWhatWasRead(name, deps);
  if (isAbout("text") || isAbout("limit")) await retryFailures(name, deps);
  // Another account may see other documents. What else there is to see the cursor tells by itself.
  const listing = isAbout("text") || sealed !== undefined ? { cursor: undefined } : {};
  const save = () => storage.sources.update(name, { settings, schedule, ...listing }, sealed);
  await (sealed === undefined ? save() : holdSecret(name, deps, save));
  const notes = isAbout("address") ? await closeWebhook(name, deps) : [];
  const pick = (from: Record<string, string>) =>
    Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  const detail = {
    name,
    before: { ...pick(source.settings), ...(isMoved ? { schedule: source.schedule ?? null } : {}) },
    after: { ...pick(settings), ...(isMoved ? { schedule: schedule ?? null } : {}) },
  };
  if (keys.length > 0 || isMoved) await writeAudit(actor, "source.changed", detail, deps);
  if (sealed !== undefined) await writeAudit(actor, "source.secret-changed", { name }, deps);
  const isPace = others.every((key) => definition.settingRoles[key] === "pace");
  return { changed, notes, isForSync: !isPace || sealed !== undefined };
}

/** A document that looks the same may be read into another text now. */
async function forgetWhatWasRead(name: string, { storage }: SourcesDeps): Promise<void> {
  const documents = await storage.documents.list(name);
  await storage.documents.save(documents.map((one) => ({ ...one, fingerprint: "" })));
}

/** What failed may go well now. */
async function retryFailures(name: string, { storage }: SourcesDeps): Promise<void> {
  const failures = await storage.failures.list(name);
  await storage.failures.save(failures.map((one) => ({ ...one, retryAt: 0 })));
}

/** What the source at the old address signs with is nothing to the one at the new address. */
async function closeWebhook(name: string, { storage }: SourcesDeps): Promise<string[]> {
  if ((await storage.webhooks.get(name)) === undefined) return [];
  await storage.webhooks.set(name, { sealed: undefined, openUntil: undefined });
  return [
    `Its webhook is closed: \`sources webhook ${name} --new\` opens one for the new address.`,
  ];
}
