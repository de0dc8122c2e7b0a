import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { changeSource } from "../../../sources/change-source.ts";
import { mergeSettings } from "../../../sources/settings/compare-settings.ts";
import type { SourceChange } from "../../../sources/settings/source-change.ts";
import { requireSource } from "../../../sources/sources-deps.ts";
import { collect, UsageError, userPath, withApp } from "../command-context.ts";
import {
  ACTOR,
  addSecretOptions,
  confirm,
  readSecret,
  type SecretFlags,
} from "./source-access-commands.ts";

interface SetFlags extends SecretFlags {
  set?: string[];
  unset?: string[];
  schedule?: string;
  json?: boolean;
}

/** Settings and schedule of a source that is there, with its secret where that is to go elsewhere. */
export function addSetCommand(sources: Command): void {
  const setting = sources
    .command("set")
    .description("change how and when a source is read")
    .argument("<name>")
    .option("--set <key=value>", "a setting of its kind; may be repeated", collect)
    .option("--unset <key>", "a setting to take back to what is usual; may be repeated", collect)
    .option("--schedule <cron>", "when to sync, in UTC; `none` for only on demand");
  addSecretOptions(setting, "needed where it is to be sent to another address")
    .option("--json", "print JSON")
    .action((name: string, flags: SetFlags) => withApp((app) => change(name, flags, app)));
}

async function change(name: string, flags: SetFlags, app: App): Promise<void> {
  const { set = [], unset = [], schedule, json } = flags;
  const isSecret = flags.secretFile !== undefined || flags.oauth === true;
  if (set.length + unset.length === 0 && schedule === undefined && !isSecret) {
    throw new UsageError("Say what to change: --set key=value, --unset key, or --schedule.");
  }
  const both = set.find((pair) => unset.includes(pair.split("=", 1)[0] ?? ""));
  if (both !== undefined) throw new UsageError(`Give --set ${both} or --unset, not both.`);
  const deps = app.administering;
  const { kind, settings: before } = await requireSource(name, deps);
  const settings = {
    ...Object.fromEntries(unset.map((key) => [key, undefined])),
    ...readPairs(kind, set, app),
  };
  // What the environment offers may have been meant for the address before.
  const secret = isSecret
    ? await readSecret({ ...flags, kind, settings: mergeSettings(before, settings) }, app)
    : undefined;
  const wanted: SourceChange = {
    settings,
    ...(schedule === undefined ? {} : { schedule: { cron: readCron(schedule) } }),
    ...(secret === undefined ? {} : { secret }),
  };
  const { changed, notes, isForSync } = await changeSource(name, wanted, ACTOR, deps);
  const next = isForSync ? ` Bring it in with: npm run footnote -- sync ${name}` : "";
  const what =
    changed.length === 0
      ? `${name} is as it was.`
      : `${name} has another ${changed.join(", ")} now.${next}`;
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
  const keys = settings.map(([key]) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw new UsageError(`The setting ${twice} is given twice: give one.`);
  return Object.fromEntries(settings);
}
