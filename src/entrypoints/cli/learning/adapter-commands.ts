import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { openAdapterServer, openTrainers } from "../../../app-training.ts";
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
  unchecked?: boolean;
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
    .option(
      "--unchecked",
      "also when its files cannot be checked, such as in a folder that only the server sees: you vouch for them",
    )
    .option("--json", "print JSON")
    .action((version: string, { path, unchecked = false, json = false }: Options) =>
      withServer(async (deps) => {
        const done = await loadAdapter(version, { path, unchecked }, ACTOR, deps);
        if (json) return printJson(done);
        const checked = done.checked ? "are those that were registered" : "were not checked";
        printLine(`${version} is loaded as "${done.name}" on ${done.base}; its files ${checked}.`);
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
    work({
      ...{ storage, now, adapters: await openAdapterServer(config) },
      trainers: await openTrainers(config),
    }),
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
