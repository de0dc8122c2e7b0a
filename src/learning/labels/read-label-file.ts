import { readFile } from "node:fs/promises";
import { z } from "zod";
import { turnSchema } from "../../evaluation/read-dataset.ts";
import { LearningError } from "../learning-error.ts";
import type { LabelledQuestion } from "./labelled-question.ts";

const lineSchema = z.object({
  question: z.string().min(1).max(10_000),
  history: z.array(turnSchema).default([]),
  documents: z.array(z.object({ source: z.string(), documentId: z.string() })).min(1),
  voters: z.array(z.string()).default([]),
});

/** `{question, history?, documents: [{source, documentId}], voters?}` a line. @throws LearningError */
export async function readLabelFile(file: string): Promise<LabelledQuestion[]> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new LearningError(`${file} cannot be read: ${error.message}`);
  });
  const lines = text.split("\n").map((line, at) => ({ line: line.trim(), number: at + 1 }));
  return lines
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => {
      const parsed = lineSchema.safeParse(parse(line));
      if (!parsed.success) {
        throw new LearningError(
          `Line ${number} of ${file} is no label: {"question": "…", "documents": [{"source": "…", "documentId": "…"}]} is wanted.`,
        );
      }
      const { question, history, documents, voters } = parsed.data;
      return { id: String(number), text: question, history, positives: documents, voters };
    });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
