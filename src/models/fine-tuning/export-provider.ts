import { ModelError } from "../models.ts";
import { hasRun, readRun } from "./command/run-folder.ts";
import { fillCommand, startRun } from "./command/start-run.ts";
import type { FineTuneProvider, FineTuneRequest } from "./fine-tune-provider.ts";
import { readTrainingFolder, rowsFile } from "./read-training-folder.ts";

/** What `deploy/training/train.py` is called with, from the folder of the recipes. */
export const RECIPE = [
  ..."python3 train.py --dataset {dataset} --output {output} --base {base}".split(" "),
  ..."--quantised {quantised} --epochs {epochs}".split(" "),
];

/** Trains nothing: makes the folder of a run, says what to run, and reads what comes of it. */
export function createExportProvider({ runsFolder }: { runsFolder: string }): FineTuneProvider {
  const status = async (id: string) =>
    (await hasRun(id))
      ? { id, state: "succeeded" as const }
      : { id, state: "handed-over" as const, detail: "Nothing has come back yet." };
  return {
    id: "export",
    hosted: false,
    notice: undefined,
    upload: async ({ folder }) => {
      const dataset = await readTrainingFolder(folder);
      const dev = dataset.rows.dev > 0 ? rowsFile(folder, "dev") : undefined;
      return { dataset, train: rowsFile(folder, "train"), dev };
    },
    async create(request: FineTuneRequest) {
      const id = await startRun(runsFolder, request);
      const command = fillCommand(RECIPE, id, request).map(quote).join(" ");
      return { id, state: "handed-over", detail: `In deploy/training run: ${command}` };
    },
    status,
    events: async () => [],
    async cancel() {
      throw new ModelError("invalid", "Nothing runs here: stop it where it was started.");
    },
    artifact: readRun,
  };
}

/** For a POSIX shell. */
function quote(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
