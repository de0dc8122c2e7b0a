import type { Command } from "commander";
import { extractText } from "../../../../connectors/shared/extraction/extract-text.ts";
import { DEFAULT_LIMITS } from "../../../../connectors/shared/extraction/extraction-limits.ts";
import { evaluateExtraction } from "../../../evaluation/evaluate-extraction.ts";
import { printJson, userPath } from "../command-context.ts";

/** `eval extraction`: how much of the text in Office files, PDFs and others is read. */
export function addEvaluateExtractionCommand(
  evaluate: Command,
  lineWriter: (file: string | undefined) => Promise<(value: unknown) => void>,
): void {
  evaluate
    .command("extraction")
    .description("words read from documents: manifest.jsonl, files/, expected/")
    .argument("<dir>")
    .option("--out <out.jsonl>", "write each file with the words that were missed")
    .option("--json", "print JSON, which it does in any case")
    .action(async (directory: string, options: { out?: string }) => {
      const write = await lineWriter(options.out);
      const { signal } = new AbortController();
      const report = await evaluateExtraction(
        userPath(directory),
        (bytes, fileName) => extractText(bytes, { fileName }, DEFAULT_LIMITS, signal),
        write,
      );
      printJson(report);
    });
}
