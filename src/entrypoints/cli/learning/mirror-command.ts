import type { Command } from "commander";
import { openRegistryMirror } from "../../../app-training.ts";
import { mirrorRegistry } from "../../../learning/registry/mirror-registry.ts";
import { printJson, printLine, withApp } from "../command-context.ts";

/** `models mirror`: tells an MLflow server what the registry holds. */
export function addMirrorCommand(models: Command): void {
  models
    .command("mirror")
    .description(
      "tell the MLflow server at MLFLOW_TRACKING_URI of every version; nothing is read back",
    )
    .option("--json", "print JSON")
    .action(({ json }: { json?: true }) =>
      withApp(async ({ config, storage }) => {
        const told = await mirrorRegistry(await openRegistryMirror(config), storage);
        if (json) return printJson(told);
        if (told.length === 0) printLine("Nothing was learned yet.");
        for (const { name, versions, created } of told) {
          printLine(`${name}: ${versions} versions, ${created} of them new there.`);
        }
      }),
    );
}
