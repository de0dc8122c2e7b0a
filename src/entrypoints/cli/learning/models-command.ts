import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { listModels, promoteModel, rollBackModel } from "../../../learning/registry/registry.ts";
import { printJson, printLine, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface Options {
  json?: boolean;
}

/** What was learned, which of it serves, and changing that without a restart. */
export function addModelsCommand(program: Command): void {
  const models = program.command("models").description("what was learned, and which of it serves");
  models
    .command("list", { isDefault: true })
    .description("champion, challengers and all others, with what the gates said")
    .option("--json", "print JSON")
    .action(({ json }: Options) => withApp((app) => list(app, json ?? false)));
  models
    .command("promote")
    .description("let a challenger serve; every process goes by it within seconds")
    .argument("<version>", "as the list names it")
    .option("--json", "print JSON")
    .action((version: string, { json }: Options) =>
      withApp(async (app) => say(await promoteModel(version, ACTOR, app), json)),
    );
  models
    .command("rollback")
    .description("let what served before serve again")
    .argument("<name>", "retrieval, or the version that serves")
    .option("--json", "print JSON")
    .action((name: string, { json }: Options) =>
      withApp(async (app) => say(await rollBackModel(name, ACTOR, app), json)),
    );
}

async function list({ storage }: App, json: boolean): Promise<void> {
  const found = await listModels(storage);
  if (json) {
    printJson(found);
    return;
  }
  const { champion, versions } = found;
  printLine(`serving: ${champion.retrieval ?? "retrieval as Footnote comes"}`);
  for (const { version, status, createdAt, reason } of versions) {
    printLine(`${version.padEnd(14)}${status.padEnd(13)}${createdAt.slice(0, 16)}  ${reason}`);
  }
}

function say(done: { from: string | null; to: string | null }, json = false): void {
  const name = (version: string | null) => version ?? "retrieval as Footnote comes";
  if (json) printJson(done);
  else printLine(`Now ${name(done.to)} serves, after ${name(done.from)}.`);
}
