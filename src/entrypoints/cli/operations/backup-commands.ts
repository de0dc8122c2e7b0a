import type { Command } from "commander";
import { readConfig } from "../../../config.ts";
import { createBackup, restoreBackup } from "../../back-up.ts";
import { printJson, printLine, userPath, withApp } from "../command-context.ts";

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
    .option("--json", "print JSON")
    .action(async (file: string, options: { json?: boolean }) => {
      const { dataDir, kept, note } = await restoreBackup(userPath(file), readConfig());
      if (options.json) printJson({ file, dataDir, kept: kept ?? null, note: note ?? null });
      else
        printLine(
          `Restored into ${dataDir}${kept === undefined ? "" : `; what was there is in ${kept}`}.${note === undefined ? "" : ` ${note}`}`,
        );
    });

  program
    .command("migrate")
    .description("bring the data folder up to this version")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const dataDir = await withApp(async (app) => app.config.dataDir);
      if (options.json) printJson({ dataDir, state: "current" });
      else printLine(`${dataDir} is up to date.`);
    });
}
