import type { Command } from "commander";
import { evaluateInjection } from "../../../evaluation/injection/evaluate-injection.ts";
import type { OpenEvaluationWorkspace } from "../../../evaluation/workspace.ts";
import { printJson, userPath } from "../command-context.ts";

/** `eval injection`: what attacks and poisoned documents make the configured writer say. */
export function addEvaluateInjectionCommand(
  evaluate: Command,
  open: OpenEvaluationWorkspace,
  lineWriter: (file: string | undefined) => Promise<(value: unknown) => void>,
): void {
  evaluate
    .command("injection")
    .description("attacks and poison: attacks.jsonl, clean_contexts.jsonl, poisoned_rag.jsonl")
    .argument("<dir>")
    .option("--out <out.jsonl>", "write each question with its answer and what showed in it")
    .option("--json", "print JSON, which it does in any case")
    .action(async (directory: string, options: { out?: string }) => {
      const write = await lineWriter(options.out);
      printJson(await evaluateInjection(userPath(directory), open, write));
    });
}
