import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { syncNamedSource } from "../../../sources/syncing/sync-named-source.ts";
import type { GroupSyncReport } from "../../../sync/groups/sync-groups.ts";
import type { SyncReport } from "../../../sync/sync-source.ts";
import { noteTroubles, syncGroupsOf } from "../access/sync-groups-of.ts";
import { note, printJson, printLine, withApp } from "../command-context.ts";
import { createProgress } from "../show-progress.ts";

interface SyncFlags {
  full?: boolean;
  wait: boolean;
  confirmRemovals?: boolean;
  json?: boolean;
}

export function addSyncCommand(program: Command): void {
  program
    .command("sync")
    .description("bring a source, or all of them, into the index")
    .argument("[name]", "the source's name")
    .option("--full", "read every document again")
    .option("--no-wait", "leave the vectors to a running server")
    .option("--confirm-removals", "let this run remove more than a fifth of a source")
    .option("--json", "print the counts as JSON")
    .action(sync);
}

async function sync(name: string | undefined, flags: SyncFlags): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const reports = await withApp(async (app) => {
    const names = name === undefined ? await dueNames(app) : [name];
    const reports: NamedReport[] = [];
    for (const one of names) {
      const report = await syncOne(one, flags, app, stop.signal);
      const [groups] = await syncGroupsOf(one, app, stop.signal);
      reports.push(groups === undefined ? report : { ...report, groups });
    }
    return reports;
  });
  if (flags.json) printJson(name === undefined ? reports : reports[0]);
  // A run that failed before it saw anything has nothing to tell but its error.
  else for (const report of reports) if (!isEmptyFailure(report)) printLine(describe(report));
  // Documents are there all the same, for nobody by these groups: that is no failure of the sync.
  noteTroubles(reports.flatMap(({ groups }) => groups ?? []));
  for (const report of reports) if (report.error !== undefined) note(report.error);
  if (reports.some((report) => report.error !== undefined)) process.exitCode = 1;
}

/** With what came of asking for its groups, where the source has any. */
type NamedReport = SyncReport & { groups?: GroupSyncReport };

/** A paused source is left alone unless it is named. */
async function dueNames(app: App): Promise<string[]> {
  const sources = await app.storage.sources.list();
  if (sources.length === 0)
    note("There is no source yet: sources add files <name> --set path=<folder>");
  const paused = sources.filter((source) => source.paused).map((source) => source.name);
  if (paused.length > 0) note(`Paused, and synced only when named: ${paused.join(", ")}`);
  return sources.filter((source) => !source.paused).map((source) => source.name);
}

async function syncOne(name: string, flags: SyncFlags, app: App, signal: AbortSignal) {
  const progress = createProgress(name);
  try {
    return await syncNamedSource(
      name,
      {
        full: flags.full ?? false,
        confirmRemovals: flags.confirmRemovals ?? false,
        wait: flags.wait,
        signal,
        onProgress: progress.update,
      },
      app.administering,
    );
  } finally {
    progress.end();
  }
}

function isEmptyFailure(report: SyncReport): boolean {
  return report.error !== undefined && report.seen === 0;
}

function describe(report: NamedReport): string {
  const { source, seen, changed, unchanged, removed, failed, passages, embedded, tookMs } = report;
  return `${source}: ${seen} seen, ${changed} changed, ${unchanged} unchanged, ${removed} removed, ${failed} failed; ${passages} passages, ${embedded} embedded; ${(tookMs / 1000).toFixed(1)} s${describeGroups(report)}`;
}

function describeGroups({ groups }: NamedReport): string {
  if (groups === undefined || groups.wanted === 0) return "";
  const failed = groups.failed > 0 ? `, ${groups.failed} failed` : "";
  return `; ${groups.known} groups with ${groups.members} members${failed}`;
}
