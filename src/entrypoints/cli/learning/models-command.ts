import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { LearningError } from "../../../learning/learning-error.ts";
import { listModels, promoteModel, rollBackModel } from "../../../learning/registry/registry.ts";
import { listTrials, type TrialView } from "../../../learning/rollout/describe-trial.ts";
import { beginTrial, takeBack, USUAL_SHARE } from "../../../learning/rollout/trials.ts";
import { printJson, printLine, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface Options {
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
  models
    .command("promote")
    .description("let a challenger serve; every process goes by it within seconds")
    .argument("<version>", "as the list names it")
    .option("--json", "print JSON")
    .action((version: string, { json }: Options) =>
      withApp(async (app) => say(await promoteModel(version, ACTOR, app), json)),
    );
  models
    .command("canary")
    .description(
      "let a challenger serve a few threads; it goes on to A/B, and serves all, if it is liked more",
    )
    .argument("<version>", "as the list names it")
    .option("--share <share>", "of the threads, to 0.5", String(USUAL_SHARE))
    .option("--json", "print JSON")
    .action((version: string, options: Options) => withApp((app) => canary(version, options, app)));
  models
    .command("rollback")
    .description("let what served before serve again, or end a challenger's trial")
    .argument("<name>", "retrieval, or the version that serves or is tried")
    .option("--json", "print JSON")
    .action((name: string, { json }: Options) =>
      withApp(async (app) => {
        const { champion } = await app.storage.learning.serving("retrieval");
        const stays = champion ?? null;
        const done = (await takeBack(name, ACTOR, app))
          ? { from: name, to: stays }
          : await rollBackModel(name, ACTOR, app);
        say(done, json);
      }),
    );
}

async function canary(version: string, { share, json = false }: Options, app: App): Promise<void> {
  const { storage, answering, now } = app;
  const { servingEmbedder } = answering;
  const wanted = /^(0|1)?\.?\d*$/.test(share ?? "") ? Number(share) : Number.NaN;
  await beginTrial(version, wanted, ACTOR, { storage, servingEmbedder, now });
  const [trial] = await listTrials(storage, now);
  if (trial === undefined) throw new LearningError(`${version} is not tried any more.`);
  if (json) printJson(trial);
  else printLine(trialLine(trial));
}

function trialLine({ version, stage, share, verdict, why }: TrialView): string {
  const where = `${stage}, ${Math.round(share * 100)} % of the threads`;
  return `${version} ${verdict === null ? `is tried (${where})` : `was tried: ${verdict}`}. ${why}`;
}

async function list({ storage, now }: App, json: boolean): Promise<void> {
  const found = await listModels(storage);
  const trials = await listTrials(storage, now);
  if (json) {
    printJson({ ...found, trials });
    return;
  }
  const { champion, versions } = found;
  printLine(`serving: ${champion.retrieval ?? "retrieval as Footnote comes"}`);
  const [trial] = trials;
  if (trial !== undefined) printLine(trialLine(trial));
  for (const { version, status, createdAt, reason } of versions) {
    printLine(`${version.padEnd(14)}${status.padEnd(13)}${createdAt.slice(0, 16)}  ${reason}`);
  }
}

function say(done: { from: string | null; to: string | null }, json = false): void {
  const name = (version: string | null) => version ?? "retrieval as Footnote comes";
  if (json) printJson(done);
  else printLine(`Now ${name(done.to)} serves, after ${name(done.from)}.`);
}
