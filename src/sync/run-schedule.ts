import { setTimeout as sleep } from "node:timers/promises";
import { Cron } from "croner";
import type { SourceRecord, Storage } from "../storage/storage.ts";
import type { Logger } from "../telemetry/logger.ts";

export type Schedule =
  | { error: string }
  /** When it is due next after a time, both in milliseconds UTC; undefined when never again. */
  | { error?: undefined; nextAfter: (time: number) => number | undefined };

export interface SchedulerDeps {
  storage: {
    sources: Pick<Storage["sources"], "list">;
    hints: Pick<Storage["hints"], "waiting">;
  };
  /** Syncs one source; its lease keeps other replicas from doing the same. */
  sync: (source: SourceRecord, signal: AbortSignal) => Promise<unknown>;
  logger: Logger;
  now: () => number;
}

const INTERVAL_MS = 15_000;
/** What a source reports by itself comes in bursts: one run for all of it. */
const HINT_SETTLE_MS = 5_000;
/** A source that could not be read is not asked again for every report of its own. */
const HINT_RETRY_MS = 5 * 60_000;
const EXAMPLE =
  'give five cron fields in UTC, such as "0 6 * * *" (daily at six) or "*/30 * * * *" (every half hour).';

/** Reads a cron expression of five fields, or `@hourly` and the like, in UTC. */
export function parseSchedule(expression: string): Schedule {
  // Croner reads a date as a schedule too, one that comes once.
  const fields = expression.trim().split(/\s+/);
  const isCron = fields.length === 5 || /^@[a-z]+$/.test(fields.join(" "));
  if (!isCron) return { error: `"${expression}" is not a schedule: ${EXAMPLE}` };
  try {
    const cron = new Cron(fields.join(" "), { paused: true, timezone: "UTC", mode: "5-part" });
    const nextAfter = (time: number) => cron.nextRun(new Date(time))?.getTime();
    if (nextAfter(Date.now()) !== undefined) return { nextAfter };
    return { error: `The schedule "${expression}" never comes: ${EXAMPLE}` };
  } catch {
    return { error: `"${expression}" is not a schedule: ${EXAMPLE}` };
  }
}

/** When a source is due next, in milliseconds UTC; undefined when paused or only synced on demand. */
export function nextSyncAt(source: SourceRecord): number | undefined {
  if (source.paused || source.schedule === undefined) return undefined;
  const schedule = parseSchedule(source.schedule);
  // Counted from the last start, so that what was missed while nothing ran is caught up with once.
  const from = source.lastSyncStartedAt ?? source.createdAt;
  return schedule.error === undefined ? schedule.nextAfter(from) : undefined;
}

/** When a source that reported something by itself is to be read for it. */
function hintedSyncAt(source: SourceRecord, hintedAt: number | undefined): number | undefined {
  if (source.paused || hintedAt === undefined) return undefined;
  const restMs = source.lastSyncError === undefined ? HINT_SETTLE_MS : HINT_RETRY_MS;
  return Math.max(hintedAt + HINT_SETTLE_MS, (source.lastSyncStartedAt ?? 0) + restMs);
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

/** Sources that are to be read now. */
export async function listDueSources({
  storage,
  now,
}: Pick<SchedulerDeps, "storage" | "now">): Promise<SourceRecord[]> {
  const hints = await storage.hints.waiting();
  const hintedAt = new Map(hints.map((hint) => [hint.source, hint.lastHintedAt]));
  const at = now();
  return (await storage.sources.list()).filter((source) => {
    const due = earliest(nextSyncAt(source), hintedSyncAt(source, hintedAt.get(source.name)));
    return due !== undefined && due <= at;
  });
}

/** Syncs sources when they are due, until aborted; resolves when the last running sync has ended. */
export async function startScheduler(
  deps: SchedulerDeps,
  options: { signal: AbortSignal; intervalMs?: number },
): Promise<void> {
  const { signal, intervalMs = INTERVAL_MS } = options;
  const running = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    try {
      for (const source of await listDueSources(deps)) {
        if (running.has(source.name)) continue;
        const run = syncOne(source, deps, signal).finally(() => running.delete(source.name));
        running.set(source.name, run);
      }
    } catch (error) {
      // A database that is away for a moment must not end the schedule.
      deps.logger.error({ error }, "schedule could not be read");
    }
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(running.values());
}

async function syncOne(
  source: SourceRecord,
  deps: SchedulerDeps,
  signal: AbortSignal,
): Promise<void> {
  try {
    await deps.sync(source, signal);
  } catch (error) {
    deps.logger.error({ error, source: source.name }, "scheduled sync failed");
  }
}
