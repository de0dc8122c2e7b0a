import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { changeSource, type SourceChange } from "../../../sources/change-source.ts";
import { requireSource } from "../../../sources/sources-deps.ts";
import { collect, UsageError, userPath, withApp } from "../command-context.ts";
import { ACTOR, confirm } from "./source-access-commands.ts";

interface SetFlags {
  set?: string[];
  unset?: string[];
  schedule?: string;
  json?: boolean;
}

/** Settings and schedule of a source that is there. */
export function addSetCommand(sources: Command): void {
  sources
    .command("set")
    .description("change how and when a source is read")
    .argument("<name>")
    .option("--set <key=value>", "a setting of its kind; may be repeated", collect)
    .option("--unset <key>", "a setting to take back to what is usual; may be repeated", collect)
    .option("--schedule <cron>", "when to sync, in UTC; `none` for only on demand")
    .option("--json", "print JSON")
    .action((name: string, flags: SetFlags) => withApp((app) => change(name, flags, app)));
}

async function change(name: string, flags: SetFlags, app: App): Promise<void> {
  const { set = [], unset = [], schedule, json } = flags;
  if (set.length + unset.length === 0 && schedule === undefined) {
    throw new UsageError("Say what to change: --set key=value, --unset key, or --schedule.");
  }
  const deps = app.administering;
  const { kind } = await requireSource(name, deps);
  const settings = {
    ...Object.fromEntries(unset.map((key) => [key, undefined])),
    ...readPairs(kind, set, app),
  };
  const wanted: SourceChange = {
    settings,
    ...(schedule === undefined ? {} : { schedule: { cron: readCron(schedule) } }),
  };
  const { changed, notes } = await changeSource(name, wanted, ACTOR, deps);
  const what =
    changed.length === 0
      ? `${name} is as it was.`
      : `${name} has another ${changed.join(", ")} now. Bring it in with: npm run footnote -- sync ${name}`;
  confirm(json, { source: name, changed, notes }, [what, ...notes].join("\n"));
}

function readCron(text: string): string | undefined {
  return text === "none" ? undefined : text;
}

/** `key=value` pairs; what the connector calls a path is meant from where the command was typed. */
export function readPairs(kind: string, pairs: string[], app: App): Record<string, string> {
  const paths = app.administering.findConnector(kind)?.pathSettings ?? [];
  const settings = pairs.map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1) throw new UsageError(`"${pair}" is not a setting: write --set key=value.`);
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    return [key, paths.includes(key) ? userPath(value) : value];
  });
  return Object.fromEntries(settings);
}
