import { readFile } from "node:fs/promises";
import { z } from "zod";
import { ModelError } from "../../models.ts";
import { rowsFile, type TrainingDataset } from "../read-training-folder.ts";

const message = z.object({ role: z.string(), content: z.string() });
const preference = z.object({
  prompt: z.array(message).min(1),
  chosen: z.array(message).length(1),
  rejected: z.array(message).length(1),
});
const conversation = z.object({ messages: z.array(message).min(2) });

/**
 * The rows of a split as hosted providers take them: `messages` as they are, preferences by OpenAI's names,
 * which Together has taken over.
 * @throws ModelError for a row that is not of the dataset's format
 */
export async function readHostedRows(
  { folder, format, name }: TrainingDataset,
  split: "train" | "dev",
): Promise<string> {
  const text = await readFile(rowsFile(folder, split), "utf8");
  const lines = text.split("\n").filter(Boolean);
  const rows = lines.map((line, at) => {
    const row = format === "dpo" ? toPreference(line) : toConversation(line);
    if (row !== undefined) return JSON.stringify(row);
    throw new ModelError(
      "invalid",
      `Row ${at + 1} of ${split}.jsonl in "${name}" is no ${format}.`,
    );
  });
  return rows.map((row) => `${row}\n`).join("");
}

function toPreference(line: string): unknown {
  const { data } = preference.safeParse(parse(line));
  if (data === undefined) return undefined;
  return {
    input: { messages: data.prompt },
    preferred_output: data.chosen,
    non_preferred_output: data.rejected,
  };
}

function toConversation(line: string): unknown {
  const { data } = conversation.safeParse(parse(line));
  return data === undefined ? undefined : { messages: data.messages };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
