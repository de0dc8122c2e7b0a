import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelError } from "../../models.ts";
import type {
  FineTuneEvent,
  FineTuneJob,
  FineTuneProvider,
  FineTuneRequest,
} from "../fine-tune-provider.ts";
import { readTrainingFolder, rowsFile } from "../read-training-folder.ts";
import { readRun } from "./run-folder.ts";
import { type RunningRecipe, runRecipe } from "./run-recipe.ts";
import { fillCommand, startRun } from "./start-run.ts";

export interface CommandProviderOptions {
  /** A recipe's command line, a word each, without a shell; `{dataset}`, `{output}`, `{base}` and so on are filled in. */
  command: readonly string[];
  /** All that the recipe gets of an environment. */
  environment: Readonly<Record<string, string>>;
  /** Where the recipe lies. */
  workFolder: string;
  runsFolder: string;
  timeLimitMs: number;
}

const STATE_FILE = "job.json";
const LOG_FILE = "train.log";
const LAST_LINES = 200;

/** Runs a recipe as a child of this process, which has to stay until it ends. */
export function createCommandProvider(options: CommandProviderOptions): FineTuneProvider {
  const { command, environment, workFolder, runsFolder, timeLimitMs } = options;
  const running = new Map<string, { recipe: RunningRecipe; settled: Promise<FineTuneJob> }>();
  return {
    id: "command",
    hosted: false,
    notice: "The recipe runs as a child of this process: stay until it ends.",
    upload: async ({ folder }) => {
      const dataset = await readTrainingFolder(folder);
      const dev = dataset.rows.dev > 0 ? rowsFile(folder, "dev") : undefined;
      return { dataset, train: rowsFile(folder, "train"), dev };
    },
    async create(request: FineTuneRequest) {
      if (command.length === 0) {
        throw new ModelError(
          "invalid",
          "No recipe is set: give the command line that trains in FOOTNOTE_TRAINING_COMMAND.",
        );
      }
      // Rows may have changed since they were looked at.
      await readTrainingFolder(request.uploaded.dataset.folder);
      const id = await startRun(runsFolder, request);
      const log = join(id, LOG_FILE);
      const words = fillCommand(command, id, request);
      const recipe = runRecipe({ words, environment, folder: workFolder, log, timeLimitMs });
      const job = await keep({ id, state: "running" });
      const settled = recipe.ended
        .then(async ({ state, detail }) => keep(await judge(id, state, detail)))
        .finally(() => running.delete(id));
      // Whoever asks for it hears of a full disk; nobody having asked is no reason to end the process.
      settled.catch(() => {});
      running.set(id, { recipe, settled });
      return job;
    },
    async status(id) {
      const job = await read(id);
      if (job.state !== "running" || running.has(id)) return job;
      // Ended a moment ago, or with the process that had started it.
      const again = await read(id);
      if (again.state !== "running") return again;
      return judge(id, "failed", "The process that ran the recipe ended before it.");
    },
    async events(id) {
      await read(id);
      const text = await readFile(join(id, LOG_FILE), "utf8").catch(() => "");
      return text.split("\n").filter(Boolean).slice(-LAST_LINES).map(toEvent);
    },
    async cancel(id) {
      const run = running.get(id);
      if (run === undefined) {
        const { state } = await read(id);
        throw new ModelError("invalid", `${id} does not run here: it is ${state}.`);
      }
      run.recipe.cancel();
      return run.settled;
    },
    artifact: readRun,
  };
}

/** What came of a run: only an adapter that is whole and as ordered is a success. */
async function judge(
  id: string,
  state: "succeeded" | "failed" | "cancelled",
  detail?: string,
): Promise<FineTuneJob> {
  if (state !== "succeeded") return { id, state, detail };
  try {
    await readRun(id);
    return { id, state };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { id, state: "failed", detail: error.message };
  }
}

async function keep(job: FineTuneJob): Promise<FineTuneJob> {
  const file = join(job.id, STATE_FILE);
  // Whoever looks meanwhile reads it whole.
  await writeFile(`${file}.new`, `${JSON.stringify(job)}\n`);
  await rename(`${file}.new`, file);
  return job;
}

async function read(id: string): Promise<FineTuneJob> {
  const text = await readFile(join(id, STATE_FILE), "utf8").catch(() => undefined);
  if (text === undefined) throw new ModelError("not-found", `${id} is no run of a command.`);
  return JSON.parse(text) as FineTuneJob;
}

function toEvent(message: string): FineTuneEvent {
  const level = /\berror\b|Traceback/i.test(message) ? "error" : "info";
  return { at: undefined, level, message };
}
