import { type Connector, ConnectorError, type GroupReport } from "../../../connectors/connector.ts";
import { parsePrincipal } from "../../access/principals.ts";
import type { GroupNews, Storage } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { holdLease } from "../hold-lease.ts";

export interface GroupSyncDeps {
  storage: Pick<Storage, "groups" | "leases">;
  logger: Logger;
  now: () => number;
}

export interface GroupSyncReport {
  source: string;
  wanted: number;
  /** Groups whose members are known now, those that are gone, and those that keep what was known. */
  known: number;
  gone: number;
  failed: number;
  members: number;
  unknownMembers: number;
  tookMs: number;
  /** Why the source could not say anything, or another process asks it now. */
  error?: string;
}

/** Kept together; a source may have thousands of groups. */
const PORTION = 50;

/** The lease under which a source is asked who is in its groups. */
export function groupsLease(source: string): string {
  return `groups:${source}`;
}

/**
 * Asks a source who is in its groups and keeps what it says; of others than it was asked for it has no
 * say. What cannot be told keeps its members, until they are too old.
 */
export async function syncGroups(
  source: string,
  ask: NonNullable<Connector["groups"]>,
  wanted: readonly string[],
  deps: GroupSyncDeps,
  signal: AbortSignal,
): Promise<GroupSyncReport> {
  const { logger, now } = deps;
  const { groups } = deps.storage;
  const startedAt = now();
  const counts = { known: 0, gone: 0, failed: 0, members: 0, unknownMembers: 0 };
  const report = () => ({ source, wanted: wanted.length, ...counts, tookMs: now() - startedAt });
  const lease = await holdLease(groupsLease(source), deps);
  if (lease === undefined) {
    return {
      ...report(),
      error: `The groups of ${source} are being asked for by another process.`,
    };
  }
  try {
    const stop = AbortSignal.any([signal, lease.lost]);
    await groups.syncs.begin(source, wanted, startedAt);
    await groups.keepOnly(source, wanted);
    const error = await record(() => askForAll(stop));
    if (stop.aborted)
      return { ...report(), error: `Asking for the groups of ${source} was cut off.` };
    await groups.syncs.finish(source, now(), error);
    const done = { ...report(), ...(error === undefined ? {} : { error }) };
    if (error !== undefined) logger.warn(done, "Groups could not be asked for");
    else logger.info(done, "Groups synced");
    return done;
  } finally {
    await lease.release();
  }

  async function askForAll(stop: AbortSignal): Promise<void> {
    if (wanted.length === 0) return;
    const isWanted = new Set(wanted);
    const open: GroupNews[] = [];
    for await (const told of ask(wanted, stop)) {
      // Whatever it says of a group that it was not asked for is not its business.
      if (!isWanted.has(told.principal)) continue;
      open.push(take(told));
      if (open.length >= PORTION) await groups.note(source, open.splice(0), now());
      if (stop.aborted) return;
    }
    await groups.note(source, open, now());
  }

  function take(told: GroupReport): GroupNews {
    const { principal } = told;
    if (told.type === "group-gone") {
      counts.gone += 1;
      return { type: "gone", principal };
    }
    if (told.type === "group-failed") {
      counts.failed += 1;
      logger.warn({ source, principal, reason: told.reason }, "A group could not be read");
      return { type: "failed", principal, reason: told.reason };
    }
    const members = told.members.map(parsePrincipal).filter((one) => one?.startsWith("user:"));
    const unknownMembers = told.unknownMembers + told.members.length - members.length;
    counts.known += 1;
    counts.members += members.length;
    counts.unknownMembers += unknownMembers;
    const { name } = told;
    const named = name === undefined ? {} : { name };
    return { type: "said", principal, ...named, members: members as string[], unknownMembers };
  }

  /** The source's fault as a sentence; any other goes on to the caller, but is kept as well. */
  async function record(work: () => Promise<void>): Promise<string | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (error instanceof ConnectorError || signal.aborted) return (error as Error).message;
      const message = error instanceof Error ? error.message : String(error);
      await groups.syncs.finish(source, now(), message).catch(() => undefined);
      throw error;
    }
  }
}
