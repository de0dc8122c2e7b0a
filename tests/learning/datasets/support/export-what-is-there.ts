import {
  exportDataset,
  NothingToExport,
} from "../../../../src/learning/datasets/export-dataset.ts";
import type { Card } from "../../../../src/learning/datasets/write-dataset.ts";

/** An export's card; of one of which nothing is left, so that no folder is there, what it would have been. */
export async function exportWhatIsThere(
  ...args: Parameters<typeof exportDataset>
): Promise<{ card: Card; isWritten: boolean }> {
  try {
    return { card: await exportDataset(...args), isWritten: true };
  } catch (error) {
    if (!(error instanceof NothingToExport)) throw error;
    return { card: error.card, isWritten: false };
  }
}
