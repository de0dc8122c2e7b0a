import type { Command } from "commander";
import { connectorKinds } from "../../../../connectors/registry.ts";
import type { App } from "../../../app.ts";
import { addSource, readSourceRequest, type SourceRequest } from "../../../sources/add-source.ts";
import { auditSource } from "../../../sources/audit-source.ts";
import { listSources, sourceStatus } from "../../../sources/list-sources.ts";
import { pauseSource, resumeSource } from "../../../sources/pause-source.ts";
import { previewSource } from "../../../sources/preview-source.ts";
import { removeSource } from "../../../sources/remove-source.ts";
import { AdminError, requireSource } from "../../../sources/sources-deps.ts";
import { listSuspicious } from "../../../sources/suspicious/list-suspicious.ts";
import { parsePrincipals } from "../audience-option.ts";
import { collect, printJson, printLine, UsageError, withApp } from "../command-context.ts";
import {
  printAudit,
  printPreview,
  printSources,
  printStatus,
  printSuspicious,
} from "./print-sources.ts";
import {
  ACTOR,
  addAccessCommands,
  addSecretOptions,
  confirm,
  type JsonFlag,
  readSecret,
  type SecretFlags,
} from "./source-access-commands.ts";
import { addOwnerCommand } from "./source-owner-command.ts";
import { addSetCommand, readPairs } from "./source-set-command.ts";

interface AddFlags extends JsonFlag, SecretFlags {
  set?: string[];
  audience?: string[];
  schedule?: string;
  dryRun?: boolean;
}

export function addSourcesCommand(program: Command): void {
  const sources = program.command("sources").description("connect, look after and remove sources");

  const adding = sources
    .command("add")
    .description("connect a source")
    .argument("<kind>", connectorKinds.join(", "))
    .argument("<name>", "lower-case letters, digits and hyphens")
    .option("--set <key=value>", "a setting of this kind; may be repeated", collect)
    .option("--audience <principal>", "who may read it; may be repeated", collect)
    .option("--schedule <cron>", "when to sync, in UTC");
  addSecretOptions(adding)
    .option("--dry-run", "show what would be read, and who could read it")
    .option("--json", "print JSON")
    .action((kind: string, name: string, flags: AddFlags) => add(kind, name, flags));

  command(sources, "list", "[name]", "every source, with its health", async (name, json, app) => {
    if (name !== undefined) await requireSource(name, app.administering);
    const listed = await listSources(app.administering);
    const shown = name === undefined ? listed : listed.filter((source) => source.name === name);
    if (json) printJson(shown);
    else printSources(shown);
  });
  command(
    sources,
    "status",
    "[name]",
    "one source in full, failures included",
    async (name, json, app) => {
      const names =
        name === undefined ? (await app.storage.sources.list()).map((s) => s.name) : [name];
      const found = await Promise.all(names.map((one) => sourceStatus(one, app.administering)));
      if (json) printJson(name === undefined ? found : found[0]);
      else for (const status of found) printStatus(status);
    },
  );
  command(sources, "pause", "<name>", "take it off its schedule", async (name, json, app) => {
    await pauseSource(name ?? "", ACTOR, app.administering);
    confirm(json, { source: name, paused: true }, `${name} is paused; what is indexed stays.`);
  });
  command(sources, "resume", "<name>", "put it back on its schedule", async (name, json, app) => {
    await resumeSource(name ?? "", ACTOR, app.administering);
    confirm(json, { source: name, paused: false }, `${name} is on its schedule again.`);
  });
  command(
    sources,
    "remove",
    "<name>",
    "remove it with all that was indexed",
    async (name, json, app) => {
      const { documents } = await removeSource(name ?? "", ACTOR, app.administering);
      confirm(
        json,
        { source: name, documents },
        `${name} is removed, with its ${documents} documents.`,
      );
    },
  );
  command(
    sources,
    "audit",
    "<name>",
    "documents at the source against the index",
    async (name, json, app) => {
      const audit = await auditSource(name ?? "", app.administering, new AbortController().signal);
      if (json) printJson(audit);
      else printAudit(audit);
    },
  );

  command(
    sources,
    "suspicious",
    "[name]",
    "documents that look as if they were aimed at models or hide words",
    async (name, json, app) => {
      const documents = await listSuspicious(name, app.administering);
      if (json) printJson(documents);
      else printSuspicious(documents);
    },
  );

  addAccessCommands(sources);
  addSetCommand(sources);
  addOwnerCommand(sources);
}

/** A sub-command with a name at most and `--json`, run with the application open. */
function command(
  parent: Command,
  verb: string,
  argument: string,
  description: string,
  run: (name: string | undefined, json: boolean, app: App) => Promise<void>,
): void {
  parent
    .command(verb)
    .description(description)
    .argument(argument)
    .option("--json", "print JSON")
    .action((name: string | undefined, { json }: JsonFlag) =>
      withApp((app) => run(name, json ?? false, app)),
    );
}

async function add(kind: string, name: string, flags: AddFlags): Promise<void> {
  await withApp(async (app) => {
    const request: SourceRequest = {
      kind,
      name,
      secret: undefined,
      settings: readPairs(kind, flags.set ?? [], app),
      audience: flags.audience && parsePrincipals(flags.audience),
      schedule: flags.schedule,
    };
    refuseMistyped(request, app);
    request.secret = await readSecret({ ...flags, kind, settings: request.settings }, app);
    if (flags.dryRun) {
      const preview = await previewSource(request, app.administering, new AbortController().signal);
      if (flags.json) printJson(preview);
      else printPreview(preview);
      return;
    }
    const { source, removedSample, notes } = await addSource(request, ACTOR, app.administering);
    if (flags.json) {
      printJson({
        source: source.name,
        kind,
        audience: source.audience ?? [],
        removedSample: removedSample ?? null,
        ...(notes.length === 0 ? {} : { notes }),
      });
      return;
    }
    printLine(`${name} is added. Bring it in with: npm run footnote -- sync ${name}`);
    for (const note of notes) printLine(note);
    if (removedSample !== undefined) printLine(`The sample source ${removedSample} is gone.`);
  });
}

/** What the request alone shows to be wrong was typed wrong. @throws UsageError */
function refuseMistyped(request: SourceRequest, app: App): void {
  try {
    readSourceRequest(request, app.administering);
  } catch (error) {
    throw error instanceof AdminError ? new UsageError(error.message, { cause: error }) : error;
  }
}
