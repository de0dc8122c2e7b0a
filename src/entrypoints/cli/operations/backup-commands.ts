import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { openState } from "../../../app.ts";
import { readConfig } from "../../../config.ts";
import { createBackup, restoreBackup } from "../../back-up.ts";
import {
  commandConfig,
  printJson,
  printLine,
  UsageError,
  userPath,
  withApp,
} from "../command-context.ts";

export function addBackupCommands(program: Command): void {
  program
    .command("backup")
    .description("write everything Footnote keeps into one file, while it runs")
    .argument("<file>", "a new .tgz file")
    .option("--json", "print JSON")
    .action(async (file: string, options: { json?: boolean }) => {
      const bytes = await withApp((app) => createBackup(userPath(file), app));
      if (options.json) printJson({ file, bytes });
      else printLine(`Everything is in ${file} (${(bytes / 1e6).toFixed(1)} MB).`);
    });

  program
    .command("restore")
    .description("put a backup in the place of the data folder, which is kept beside it")
    .argument("<file>", "a file that backup wrote")
    .option(
      "--erasures <file>",
      "an erasures.jsonl kept elsewhere: whoever it notes is erased again",
    )
    .option("--json", "print JSON")
    .action(async (file: string, options: { json?: boolean; erasures?: string }) => {
      const noted = options.erasures === undefined ? undefined : userPath(options.erasures);
      if (noted !== undefined && !existsSync(noted)) {
        throw new UsageError(`${noted} is not there: name an erasures.jsonl of a data folder.`);
      }
      const restored = await restoreBackup(userPath(file), readConfig(), noted);
      const { dataDir, kept, erasedAgain, note } = restored;
      if (options.json)
        printJson({ file, dataDir, kept: kept ?? null, note: note ?? null, erasedAgain });
      else
        printLine(
          `Restored into ${dataDir}${kept === undefined ? "" : `; what was there is in ${kept}`}.${note === undefined ? "" : ` ${note}`}`,
        );
      if (erasedAgain > 0 && !options.json) {
        printLine(`Erased again who was erased since the backup: ${erasedAgain}.`);
      }
    });

  program
    .command("migrate")
    .description("bring the data folder up to this version")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      // The state alone: the index need not be where this is run.
      const config = commandConfig();
      const dataDir = resolve(config.dataDir);
      await (await openState(config)).close();
      if (options.json) printJson({ dataDir, state: "current" });
      else printLine(`${dataDir} is up to date.`);
    });
}
