import { resolve } from "node:path";
import type { Command } from "commander";
import { type App, indexFile, openState } from "../../../app.ts";
import { rebuildIndex } from "../../../app-index.ts";
import { INDEX_KINDS, type IndexKind } from "../../../storage/ports/index-place-storage.ts";
import { commandConfig, printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { createProgress } from "../show-progress.ts";

interface Options {
  to?: string;
  json?: boolean;
}

/** Where the index is, and moving it while questions are answered. */
export function addIndexCommand(program: Command): void {
  const index = program.command("index").description("where the index is, and moving it");
  index
    .command("status")
    .description("where the index is, and what it holds")
    .option("--json", "print JSON")
    .action((options: Options) => withApp((app) => status(app, options.json ?? false)));
  index
    .command("rebuild")
    .description("begin index.sqlite anew where it is lost, damaged or another's; `sync` fills it")
    .option("--json", "print JSON")
    .action((options: Options) => rebuild(options.json ?? false));
  index
    .command("move")
    .description("copy the index, vectors included, and let the copy answer; again goes on")
    .requiredOption("--to <where>", INDEX_KINDS.join(", "))
    .option("--json", "print JSON")
    .action(async ({ to, json = false }: Options) => {
      const kind = INDEX_KINDS.find((one) => one === to);
      if (kind === undefined) {
        throw new UsageError(`"${to}" is no index: give ${INDEX_KINDS.join(" or ")}.`);
      }
      await withApp((app) => move(kind, json, app));
    });
}

/** Without opening it: it may be damaged, or another state's. */
async function rebuild(json: boolean): Promise<void> {
  const config = commandConfig();
  const storage = await openState(config);
  try {
    const file = indexFile(resolve(config.dataDir));
    const sources = await rebuildIndex(file, storage);
    if (json) return printJson({ index: "sqlite", file, sources });
    printLine(
      `${file} is begun anew; until \`sync\`, or the schedule of \`serve\`, has read them again, nothing is found of: ${sources.join(", ") || "no source"}.`,
    );
  } finally {
    await storage.close();
  }
}

async function status(app: App, json: boolean): Promise<void> {
  const { live, copyTo = null } = await app.indexPlacement.place();
  const { documents, passages } = await app.index.stats(undefined);
  if (json) return printJson({ index: live, movingTo: copyTo, documents, passages });
  printLine(`The index is at ${live}: ${documents} documents, ${passages} passages.`);
  if (copyTo !== null) {
    printLine(`A move to ${copyTo} is not finished: run \`index move --to ${copyTo}\` again.`);
  }
}

async function move(to: IndexKind, json: boolean, { indexPlacement }: App): Promise<void> {
  const started = performance.now();
  const progress = createProgress("index");
  const moved = await indexPlacement
    .move({ to, onProgress: (done, total) => progress.update({ phase: "copying", done, total }) })
    .finally(() => progress.end());
  const tookMs = Math.round(performance.now() - started);
  const { from, documents, passages, copied } = moved;
  if (json) return printJson({ from, to, documents, passages, copied, tookMs });
  if (from === to) {
    const again = to === "pinecone" ? ", and was told everything again" : "";
    return printLine(`The index is at ${to} already${again}.`);
  }
  printLine(
    `The index is at ${to}: ${documents} documents, ${passages} passages, ${copied} of them copied by this call. Set FOOTNOTE_INDEX=${to}; what is at ${from} stays as it is for moving back.`,
  );
}
