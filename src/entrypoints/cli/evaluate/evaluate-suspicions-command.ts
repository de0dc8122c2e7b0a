import type { Command } from "commander";
import { evaluateSuspicions } from "../../../evaluation/evaluate-suspicions.ts";
import type { OpenEvaluationWorkspace } from "../../../evaluation/workspace.ts";
import { printJson, userPath } from "../command-context.ts";

/** `eval suspicions`: how many documents of a folder admins would be pointed to. */
export function addEvaluateSuspicionsCommand(
  evaluate: Command,
  open: OpenEvaluationWorkspace,
): void {
  evaluate
    .command("suspicions")
    .description("false alarms: how many documents of a clean folder or file look suspicious")
    .argument("<corpus>")
    .option("--json", "print JSON, which it does in any case")
    .action(async (corpus: string) => {
      printJson(await evaluateSuspicions(userPath(corpus), open));
    });
}
