import type { Command } from "commander";
import { retrievePassages, type SearchMode } from "../../answer/retrieval/retrieve-passages.ts";
import { parseAudience } from "./audience-option.ts";
import {
  collect,
  parseCount,
  printJson,
  printLine,
  UsageError,
  withApp,
} from "./command-context.ts";

interface SearchOptions {
  as?: string[];
  limit: number;
  mode: SearchMode;
  json?: boolean;
}

export function parseMode(value: string): SearchMode {
  if (value === "hybrid" || value === "keyword" || value === "vector") return value;
  throw new UsageError(`"${value}" is not a mode: use hybrid, keyword or vector.`);
}

export function addSearchCommand(program: Command): void {
  program
    .command("search")
    .description("passages for a query, best first")
    .argument("<query>", "what to search for")
    .option("--as <principal>", "a principal of the person searching; may be repeated", collect)
    .option("--limit <n>", "how many passages", parseCount, 10)
    .option("--mode <mode>", "hybrid, keyword or vector", parseMode, "hybrid")
    .option("--json", "print JSON")
    .action(runSearch);
}

async function runSearch(query: string, options: SearchOptions): Promise<void> {
  const people = parseAudience(options.as);
  const search = { text: query, context: "" };
  const { passages, totalMs } = await withApp(async ({ answering, expandAudience }) => {
    const audience = await expandAudience(people);
    if (options.mode === "vector" && (await answering.servingEmbedder()) === undefined) {
      throw new UsageError(
        "There is no embedder to search by vector: unset FOOTNOTE_EMBEDDER=none.",
      );
    }
    const started = performance.now();
    const found = await retrievePassages({ search, audience, mode: options.mode }, answering);
    const totalMs = Math.round((performance.now() - started) * 10) / 10;
    const shown = found.passages.slice(0, options.limit).map((passage) => ({
      documentId: passage.documentId,
      source: passage.source,
      title: passage.title,
      url: passage.url ?? answering.documentUrl(passage.source, passage.documentId),
      path: passage.path,
      headings: passage.headings,
      text: passage.text,
      score: passage.score,
      updatedAt: passage.updatedAt ?? null,
    }));
    return { passages: shown, totalMs };
  });
  if (options.json) {
    printJson({ passages, timingsMs: { total: totalMs } });
    return;
  }
  if (passages.length === 0) printLine("Nothing was found.");
  for (const passage of passages) {
    printLine(`${passage.score.toFixed(3)}  ${passage.title} — ${passage.source}: ${passage.path}`);
    printLine(`       ${passage.text.replace(/\s+/g, " ").slice(0, 160)}`);
  }
}
