import type { Command } from "commander";
import { evaluatePermissions } from "../../../evaluation/permissions/evaluate-permissions.ts";
import type { OpenEvaluationWorkspace } from "../../../evaluation/workspace.ts";
import { note, printJson, userPath } from "../command-context.ts";

const LINE_MS = 10_000;
/** A command writes no more than a few lines beside its report, which has them all. */
const MOST_NOTED = 3;

/** `eval permissions`: asks every surface as each user; needs no network where no model is configured. */
export function addEvaluatePermissionsCommand(
  evaluate: Command,
  lineWriter: (file: string | undefined) => Promise<(value: unknown) => void>,
  open: OpenEvaluationWorkspace,
): void {
  evaluate
    .command("permissions")
    .description(
      "what people may not read: documents.jsonl, users.jsonl, probes.jsonl, groups.jsonl",
    )
    .argument("<dir>")
    .option("--out <out.jsonl>", "write each probe with what leaked")
    .option("--json", "print JSON, which it does in any case")
    .action(async (directory: string, options: { out?: string }) => {
      const write = await lineWriter(options.out);
      let saidAt = performance.now();
      const report = await evaluatePermissions(userPath(directory), open, (result, done, total) => {
        write(result);
        if (performance.now() - saidAt < LINE_MS) return;
        saidAt = performance.now();
        note(`probing ${done}/${total}`);
      });
      for (const one of report.unknownPrincipals.slice(0, MOST_NOTED)) note(one);
      printJson(report);
    });
}
