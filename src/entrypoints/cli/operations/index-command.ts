import { resolve } from "node:path";
import type { Command } from "commander";
import { type App, indexFile, openState } from "../../../app.ts";
import { rebuildIndex } from "../../../app-index.ts";
import { INDEX_KINDS, type IndexKind } from "../../../storage/ports/index-place-storage.ts";
import { holdLease, syncLease } from "../../../sync/hold-lease.ts";
import { SERVE_LEASE } from "../../back-up.ts";
import { OperationError } from "../../operation-error.ts";
import { commandConfig, printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { createProgress } from "../show-progress.ts";

const LEASE = "index-move";

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
    const sources = (await storage.sources.list()).map(({ name }) => name);
    // Whoever has the file open would go on writing to the one that is gone.
    for (const lease of [SERVE_LEASE, LEASE, ...sources.map(syncLease)]) {
      if ((await storage.leases.holder(lease, Date.now())) !== undefined) {
        throw new OperationError(
          "Footnote is running, or syncs: stop it, or wait, before its index is begun anew.",
        );
      }
    }
    const file = indexFile(resolve(config.dataDir));
    await rebuildIndex(file, storage);
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

async function move(to: IndexKind, json: boolean, app: App): Promise<void> {
  const lease = await holdLease(LEASE, app);
  if (lease === undefined) {
    throw new OperationError("Another process moves the index: wait until it is done.");
  }
  try {
    const started = performance.now();
    const { live } = await app.indexPlacement.place();
    if (live === to) return await stay(to, json, app);
    const progress = createProgress("index");
    const moved = await app.indexPlacement
      .move({
        to,
        signal: lease.lost,
        onProgress: (done, total) => progress.update({ phase: "copying", done, total }),
      })
      .finally(() => progress.end());
    const tookMs = Math.round(performance.now() - started);
    if (json) return printJson({ from: live, to, ...moved, tookMs });
    printLine(
      `The index is at ${to}: ${moved.documents} documents, ${moved.passages} passages, ${moved.copied} of them copied by this call. Set FOOTNOTE_INDEX=${to}; what is at ${live} stays as it is for moving back.`,
    );
  } finally {
    await lease.release();
  }
}

/** It is there: what began to move elsewhere ends, and Pinecone is told everything again. */
async function stay(to: IndexKind, json: boolean, app: App): Promise<void> {
  await app.indexPlacement.stay();
  if (to === "pinecone") await app.indexPlacement.tellAgain();
  const { documents, passages } = await app.index.stats(undefined);
  if (json) return printJson({ from: to, to, documents, passages, copied: 0 });
  const again = to === "pinecone" ? ", and was told everything again" : "";
  printLine(`The index is at ${to} already${again}.`);
}
