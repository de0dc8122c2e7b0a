import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { openAdapterServer } from "../../../app-training.ts";
import {
  type AdapterDeps,
  listAdapters,
  loadAdapter,
  unloadAdapter,
} from "../../../learning/language-models/serve-adapter.ts";
import { printJson, printLine, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface Options {
  json?: boolean;
  path?: string;
}

/** Adapters of a vLLM server: `models adapters`, `models load`, `models unload`. */
export function addAdapterCommands(models: Command): void {
  models
    .command("adapters")
    .description("what the vLLM server at OPENAI_BASE_URL has loaded")
    .option("--json", "print JSON")
    .action(({ json = false }: Options) => withServer((deps) => list(deps, json)));
  models
    .command("load")
    .description("load an adapter there under its own name; nobody is answered by it yet")
    .argument("<version>", "as the list names it")
    .option("--path <folder>", "where that server finds it, if not where it came back to")
    .option("--json", "print JSON")
    .action((version: string, { path, json = false }: Options) =>
      withServer(async (deps) => {
        const done = await loadAdapter(version, path, ACTOR, deps);
        if (json) printJson(done);
        else printLine(`${version} is loaded as "${done.name}" on ${done.base}.`);
      }),
    );
  models
    .command("unload")
    .description("take an adapter that does not serve from there")
    .argument("<version>", "as the list names it")
    .option("--json", "print JSON")
    .action((version: string, { json = false }: Options) =>
      withServer(async (deps) => {
        const done = await unloadAdapter(version, ACTOR, deps);
        if (json) printJson(done);
        else printLine(`"${done.name}" is not loaded any more.`);
      }),
    );
}

function withServer(work: (deps: AdapterDeps) => Promise<void>): Promise<void> {
  return withApp(async ({ config, storage, now }: App) =>
    work({ storage, now, adapters: await openAdapterServer(config) }),
  );
}

async function list(deps: AdapterDeps, json: boolean): Promise<void> {
  const found = await listAdapters(deps);
  if (json) return printJson(found);
  if (found.length === 0) printLine("It has loaded none.");
  for (const { name, base, version, serves } of found) {
    printLine(
      `${name}  on ${base}  ${version ?? "not of this registry"}${serves ? ", serves" : ""}`,
    );
  }
}
