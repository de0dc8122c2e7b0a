import type { Command } from "commander";
import {
  cancelJob,
  listJobs,
  lookAtJob,
} from "../../../learning/language-models/follow-training.ts";
import {
  readTrainingJob,
  type TrainingDeps,
} from "../../../learning/language-models/training-deps.ts";
import type { FineTuneProviderId } from "../../../models/fine-tuning/fine-tune-provider.ts";
import { openTraining } from "../../open-training.ts";
import { printJson, printLine, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";
import { jobLines, jobView } from "./learn-model-command.ts";

interface Options {
  json?: boolean;
}

/** `learn jobs`: trainings of language models, as they stand now; what has come back is registered. */
export function addLearnJobsCommand(learn: Command): void {
  const jobs = learn
    .command("jobs")
    .description("trainings of language models; what has come back is registered as a version");
  jobs
    .command("list", { isDefault: true })
    .description("every job as its provider says that it stands")
    .option("--json", "print JSON")
    .action(({ json = false }: Options) =>
      withApp(async (app) => list(await openTraining(app), json)),
    );
  jobs
    .command("show")
    .description("one of them, with what its provider or its log says of it")
    .argument("<id>", "as the list names it")
    .option("--json", "print JSON")
    .action((id: string, { json = false }: Options) =>
      withApp(async (app) => show(id, await openTraining(app), json)),
    );
  jobs
    .command("cancel")
    .description("end it; what was handed over is given up here")
    .argument("<id>", "as the list names it")
    .option("--json", "print JSON")
    .action((id: string, { json = false }: Options) =>
      withApp(async (app) => {
        const job = await cancelJob(id, ACTOR, await openTraining(app));
        if (json) printJson(jobView(job));
        else for (const line of jobLines(job)) printLine(line);
        if (!json && job.state === "running") printLine("It ends within seconds.");
      }),
    );
}

async function list(deps: TrainingDeps, json: boolean): Promise<void> {
  const found = await listJobs(deps);
  if (json) return printJson(found.map(({ job, trouble }) => jobView(job, trouble)));
  if (found.length === 0) printLine("None was begun: `learn model` begins one.");
  for (const { job, trouble } of found) for (const line of jobLines(job, trouble)) printLine(line);
}

async function show(id: string, deps: TrainingDeps, json: boolean): Promise<void> {
  const job = await lookAtJob(await readTrainingJob(id, deps), deps);
  const provider = deps.trainers.provider(job.order.provider as FineTuneProviderId);
  const { signal } = new AbortController();
  const events =
    job.providerJob === undefined ? [] : await provider.events(job.providerJob, signal);
  if (json) {
    printJson({ ...jobView(job), events: events.map((one) => ({ ...one, at: one.at ?? null })) });
    return;
  }
  for (const line of jobLines(job)) printLine(line);
  for (const { at, level, message } of events) {
    const when = at === undefined ? "" : `${new Date(at).toISOString().slice(0, 19)}  `;
    printLine(`        ${when}${level.padEnd(8)}${message}`);
  }
}
