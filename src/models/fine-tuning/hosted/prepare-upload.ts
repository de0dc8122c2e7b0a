import { ModelError } from "../../models.ts";
import {
  assertMayLeave,
  readTrainingFolder,
  type TrainingDataset,
} from "../read-training-folder.ts";
import { readHostedRows } from "./preference-rows.ts";

export interface HostedRows {
  dataset: TrainingDataset;
  train: string;
  dev: string | undefined;
}

interface HostedLimits {
  /** Said to people. */
  provider: string;
  leastRows: number;
}

/**
 * What goes to somebody else's machines: rows that are still those of the card, and may leave.
 * @throws ModelError
 */
export async function prepareUpload(
  { folder }: TrainingDataset,
  { provider, leastRows }: HostedLimits,
): Promise<HostedRows> {
  const dataset = await readTrainingFolder(folder);
  assertMayLeave(dataset, provider);
  if (dataset.format === "kto") {
    throw new ModelError("invalid", `${provider} knows no kto: export dpo or sft, or train here.`);
  }
  if (dataset.rows.train < leastRows) {
    const said = `${provider} asks for ${leastRows} rows to train on`;
    throw new ModelError("invalid", `${said}: "${dataset.name}" has ${dataset.rows.train}.`);
  }
  const train = await readHostedRows(dataset, "train");
  const dev = dataset.rows.dev > 0 ? await readHostedRows(dataset, "dev") : undefined;
  return { dataset, train, dev };
}
