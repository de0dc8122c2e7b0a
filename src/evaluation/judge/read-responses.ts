import { z } from "zod";
import { average } from "../ranking-metrics.ts";
import { readJsonLines, turnSchema } from "../read-dataset.ts";
import { EvaluationError } from "../workspace.ts";

const responseSchema = z
  .object({
    id: z.string(),
    conversation: z.array(turnSchema).min(1),
    contexts: z.array(z.object({ text: z.string() })),
    response: z.string(),
    human: z.object({ faithfulness: ratings().min(1) }).catchall(z.unknown()),
    auto: z.record(z.string(), z.unknown()).default({}),
  })
  .transform(({ id, conversation, contexts, response, human, auto }) => ({
    id,
    turns: conversation,
    passages: contexts.map((context) => context.text),
    answer: response,
    /** Each kind of rating as the mean of its raters. */
    human: numbersOf(human, (value) => {
      const found = ratings().min(1).safeParse(value);
      return found.success ? average(found.data) : undefined;
    }),
    /** What other automatic judges gave; read to compare with, never by ours. */
    stored: numbersOf(auto, (value) => (typeof value === "number" ? value : undefined)),
  }));

/** An answer that people rated, with what it was written from. */
export type RatedResponse = z.infer<typeof responseSchema>;

/** Fewer tell nothing, and folds would lack one kind. */
const MIN_TASKS = 10;
const MIN_OF_EACH = 5;

/** Faithful is what people rate so, or better, on their scale of 1 to 4. */
const FAITHFUL_FROM = 3;

export function isFaithful(response: RatedResponse): boolean {
  return (response.human.faithfulness ?? 0) >= FAITHFUL_FROM;
}

/** Answers to the same conversation are one task. */
export function taskOf(response: RatedResponse): string {
  return JSON.stringify(response.turns);
}

/** Reads `responses.jsonl`; throws where there is too little to measure with. */
export async function readResponses(file: string): Promise<RatedResponse[]> {
  const responses = await readJsonLines(file, responseSchema);
  const tasks = new Set(responses.map(taskOf)).size;
  const faithful = responses.filter(isFaithful).length;
  const unfaithful = responses.length - faithful;
  if (tasks < MIN_TASKS || Math.min(faithful, unfaithful) < MIN_OF_EACH) {
    throw new EvaluationError(
      `${file} holds ${tasks} tasks, ${unfaithful} responses rated under ${FAITHFUL_FROM} for ` +
        `faithfulness and ${faithful} others; judging needs at least ${MIN_TASKS} tasks and ` +
        `${MIN_OF_EACH} responses of each kind.`,
    );
  }
  return responses;
}

function ratings() {
  return z.array(z.number());
}

function numbersOf(values: Record<string, unknown>, read: (value: unknown) => number | undefined) {
  const found: Record<string, number> = {};
  for (const [name, value] of Object.entries(values)) {
    const number = read(value);
    if (number !== undefined) found[name] = number;
  }
  return found;
}
