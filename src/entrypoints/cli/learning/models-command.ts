import type { Command } from "commander";
import { beginCanary, rollBack } from "../../../administration/models/change-models.ts";
import {
  servedSentence,
  servingLines,
  trialLine,
  trialsToTell,
  versionLine,
} from "../../../administration/models/describe-models.ts";
import type { App } from "../../../app.ts";
import { listModels, promoteModel, type Served } from "../../../learning/registry/registry.ts";
import { listTrials } from "../../../learning/rollout/describe-trial.ts";
import { USUAL_SHARE } from "../../../learning/rollout/trials.ts";
import { describeRun, listRuns } from "../../../learning/trigger/list-runs.ts";
import { troubleFinder } from "../../model-place.ts";
import { note, printJson, printLine, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";
import { addAdapterCommands } from "./adapter-commands.ts";
import { addGateCommand } from "./gate-command.ts";
import { addMirrorCommand } from "./mirror-command.ts";

const STALE = [
  "--stale",
  "though something that it was learned from has been deleted since",
] as const;

interface Options {
  stale?: boolean;
  json?: boolean;
  share?: string;
}

/** What was learned, which of it serves, and changing that without a restart. */
export function addModelsCommand(program: Command): void {
  const models = program.command("models").description("what was learned, and which of it serves");
  models
    .command("list", { isDefault: true })
    .description("champion, challengers and all others, with what the gates said")
    .option("--json", "print JSON")
    .action(({ json }: Options) => withApp((app) => list(app, json ?? false)));
  addGateCommand(models);
  addAdapterCommands(models);
  addMirrorCommand(models);
  models
    .command("promote")
    .description("let a challenger serve; every process goes by it within seconds")
    .argument("<version>", "as the list names it")
    .option(...STALE)
    .option("--json", "print JSON")
    .action((version: string, { stale: acceptStale, json }: Options) =>
      withApp(async (app) => {
        const { servingEmbedder } = app.answering;
        const deps = { ...app, servingEmbedder, findTrouble: await troubleFinder(app) };
        say(await promoteModel(version, ACTOR, deps, { acceptStale }), version, json);
      }),
    );
  models
    .command("canary")
    .description(
      "let a challenger serve a few threads; it goes on to A/B, and serves all, if it is liked more",
    )
    .argument("<version>", "as the list names it")
    .option("--share <share>", "of the threads, to 0.5", String(USUAL_SHARE))
    .option(...STALE)
    .option("--json", "print JSON")
    .action((version: string, options: Options) => withApp((app) => canary(version, options, app)));
  models
    .command("rollback")
    .description("let what served before serve again, or end a challenger's trial")
    .argument("<name>", "retrieval, model, prompt, or the version that serves or is tried")
    .option("--json", "print JSON")
    .action((name: string, { json }: Options) =>
      withApp(async (app) => {
        const done = await rollBack(name, ACTOR, app);
        say(done, name, json);
        const back = done.to === null ? undefined : await app.storage.learning.get(done.to);
        const isWritten = back !== undefined && back.kind !== "retrieval";
        const trouble = isWritten ? await (await troubleFinder(app))(back) : undefined;
        if (trouble !== undefined) note(trouble);
      }),
    );
}

async function canary(version: string, options: Options, app: App): Promise<void> {
  const { share = "", stale: acceptStale, json = false } = options;
  const { storage, answering, index, now } = app;
  const { servingEmbedder } = answering;
  const deps = { storage, servingEmbedder, index, findTrouble: await troubleFinder(app), now };
  const trial = await beginCanary(version, share, ACTOR, deps, { acceptStale });
  if (json) printJson(trial);
  else printLine(trialLine(trial));
}

async function list({ storage, now }: App, json: boolean): Promise<void> {
  const found = await listModels(storage);
  const trials = await listTrials(storage, now);
  const runs = await listRuns(storage);
  if (json) {
    printJson({ ...found, trials, runs });
    return;
  }
  for (const line of servingLines(found)) printLine(line);
  for (const trial of trialsToTell(trials)) printLine(trialLine(trial));
  const [run] = runs;
  if (run !== undefined) printLine(describeRun(run));
  for (const version of found.versions) printLine(versionLine(version));
}

function say(done: Served, what: string, json = false): void {
  if (json) printJson(done);
  else printLine(servedSentence(done, what));
}
