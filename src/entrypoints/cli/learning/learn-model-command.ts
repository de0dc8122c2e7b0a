import { type Command, Option } from "commander";
import type { App } from "../../../app.ts";
import { beginTraining } from "../../../learning/language-models/begin-training.ts";
import { attendJob } from "../../../learning/language-models/follow-training.ts";
import type { TrainingDeps } from "../../../learning/language-models/training-deps.ts";
import {
  FINE_TUNE_PROVIDERS,
  type FineTuneProviderId,
} from "../../../models/fine-tuning/fine-tune-provider.ts";
import type { TrainingJob } from "../../../storage/ports/training-storage.ts";
import { openTraining } from "../../open-training.ts";
import { note, parseCount, printJson, printLine, userPath, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface Options {
  base: string;
  provider: FineTuneProviderId;
  quantised?: true;
  epochs?: number;
  name?: string;
  again?: true;
  json?: true;
}

/** `learn model`: has a language model trained on an exported dataset. */
export function addLearnModelCommand(learn: Command): void {
  learn
    .command("model")
    .description(
      "have a language model trained on an exported dataset, by the method (sft, dpo, kto) that it was exported for",
    )
    .argument("<dataset>", "folder that `feedback export` wrote")
    .requiredOption("--base <model>", "the model that is trained further, as its provider names it")
    .addOption(
      new Option("--provider <who>", "who trains; export: you, with the command that is printed")
        .choices([...FINE_TUNE_PROVIDERS])
        .default("export"),
    )
    .option("--quantised", "on a base of 4 bits (QLoRA); not with openai and together")
    .option("--epochs <n>", "passes over the rows", parseCount)
    .option("--name <name>", "what the result is called; else as the dataset")
    .option("--again", "also where the same was begun before")
    .option("--json", "print JSON")
    .action((dataset: string, options: Options) =>
      withApp((app) => train(userPath(dataset), options, app)),
    );
}

async function train(dataset: string, options: Options, app: App): Promise<void> {
  const { base, provider, epochs, name, json } = options;
  const deps = await openTraining(app);
  const { notice } = deps.trainers.provider(provider);
  if (notice !== undefined) note(notice);
  const wish = {
    ...{ dataset, base, provider, epochs, name },
    ...{ quantised: options.quantised === true, again: options.again === true },
  };
  const begun = await beginTraining(wish, ACTOR, deps);
  const job = provider === "command" ? await attend(begun, deps) : begun;
  if (json) printJson(jobView(job));
  else for (const line of jobLines(job)) printLine(line);
  if (job.state === "failed") process.exitCode = 1;
}

/** The recipe is a child of this process: told to end, it ends the recipe. */
async function attend(job: TrainingJob, deps: TrainingDeps): Promise<TrainingJob> {
  const stop = new AbortController();
  const end = () => stop.abort();
  process.once("SIGINT", end).once("SIGTERM", end);
  note(`${job.id} runs; its output goes to ${job.providerJob}/train.log`);
  try {
    return await attendJob(job, deps, { signal: stop.signal });
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
  }
}

export function jobView(job: TrainingJob, trouble?: string) {
  const { id, order, state, detail, providerJob, begunAt, version } = job;
  return {
    ...{ id, ...order, epochs: order.epochs ?? null, state, detail: detail ?? null },
    ...{ providerJob: providerJob ?? null, begunAt: new Date(begunAt).toISOString() },
    ...{ version: version ?? null, trouble: trouble ?? null },
  };
}

export function jobLines(job: TrainingJob, trouble?: string): string[] {
  const { id, order, state, detail, begunAt, version } = job;
  const what = `${order.method} of ${order.base} on ${order.datasetName} (${order.provider})`;
  const said = trouble ?? detail;
  const made = version === undefined ? "" : ` -> ${version}`;
  const first = `${id.padEnd(8)}${state.padEnd(13)}${new Date(begunAt).toISOString().slice(0, 16)}  ${what}${made}`;
  return said === undefined ? [first] : [first, `        ${said}`];
}
