import { fillAnswerPrompt } from "../../../answer/with-model/model-writer.ts";
import type { Prompts } from "../../../prompts/prompts.ts";
import type { DatasetRow } from "../dataset-row.ts";
import { pairAnswers } from "./pair-answers.ts";
import type { TrainingFormat, TrainingLine } from "./schemas.ts";

export interface FormattedLine {
  /** What it is made of. */
  rows: DatasetRow[];
  line: TrainingLine;
}

/** What a row is in a format; nothing where it says nothing of what that teaches. */
export function toTrainingLines(
  format: TrainingFormat,
  rows: readonly DatasetRow[],
  prompts: Prompts,
): FormattedLine[] {
  const asked = rows.filter(({ contexts }) => contexts.length > 0);
  const lines = asked.flatMap((row) =>
    linesOf(format, row, prompts).map((line) => ({ rows: [row], line })),
  );
  return format === "dpo" ? [...lines, ...pairLines(asked, prompts)] : lines;
}

function pairLines(rows: readonly DatasetRow[], prompts: Prompts): FormattedLine[] {
  return pairAnswers(rows).pairs.map(({ liked, disliked, chosen, rejected }) => ({
    rows: [liked, disliked],
    line: {
      prompt: promptOf(liked, prompts),
      ...{ chosen: [assistant(chosen)], rejected: [assistant(rejected)] },
    },
  }));
}

function linesOf(format: TrainingFormat, row: DatasetRow, prompts: Prompts): TrainingLine[] {
  const prompt = promptOf(row, prompts);
  const { answer, gold, votes } = row;
  const isLiked = votes.up > votes.down;
  const isDisliked = votes.down > votes.up;
  const right = gold ?? (isLiked ? answer : undefined);
  if (format === "sft") {
    return right === undefined ? [] : [{ messages: [...prompt, assistant(right)] }];
  }
  if (format === "dpo") {
    const rejected = isDisliked ? answer : undefined;
    if (gold === undefined || rejected === undefined || gold === rejected) return [];
    return [{ prompt, chosen: [assistant(gold)], rejected: [assistant(rejected)] }];
  }
  const judged = isLiked || isDisliked ? answer : undefined;
  return [
    ...(judged === undefined
      ? []
      : [{ prompt, completion: [assistant(judged)] as [Said], label: isLiked }]),
    ...(gold === undefined || (gold === judged && isLiked)
      ? []
      : [{ prompt, completion: [assistant(gold)] as [Said], label: true }]),
  ];
}

/** The very words that the writer is told, with the passages under their numbers. */
function promptOf(row: DatasetRow, prompts: Prompts) {
  const passages = row.contexts.map(({ title, headings, path, updatedAt, text }, at) => ({
    ...{ n: at + 1, title, headings, path, updatedAt, text, score: 0 },
  }));
  const { instructions, input } = fillAnswerPrompt(
    { question: row.standAlone, passages, at: row.at },
    prompts,
  );
  return [
    { role: "system" as const, content: instructions },
    { role: "user" as const, content: input },
  ] as [{ role: "system"; content: string }, { role: "user"; content: string }];
}

interface Said {
  role: "assistant";
  content: string;
}

function assistant(content: string): Said {
  return { role: "assistant", content };
}
