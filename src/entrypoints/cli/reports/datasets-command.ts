import type { Command } from "commander";
import { listDatasets } from "../../../learning/lineage.ts";
import { printJson, printLine, withApp } from "../command-context.ts";

/** `feedback datasets`: what was exported, and what of it should be made anew. */
export function addDatasetsCommand(feedback: Command): void {
  feedback
    .command("datasets")
    .description("datasets that were exported; stale: something that they rest on is gone")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const datasets = await withApp(({ storage }) => listDatasets(storage));
      if (json) return printJson(datasets);
      if (datasets.length === 0) printLine("None was exported.");
      for (const { contentHash, name, madeAt, stale } of datasets) {
        const state = stale === null ? "" : `  stale: ${stale}`;
        printLine(`${contentHash.slice(0, 12)}  ${madeAt.slice(0, 16)}  ${name}${state}`);
      }
    });
}
