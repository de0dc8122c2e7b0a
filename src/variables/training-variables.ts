import { z } from "zod";

/** Who trains language models on what was exported. */
export const trainingVariables = {
  FOOTNOTE_TRAINING_COMMAND: z
    .string()
    .optional()
    .describe(
      "Command line that trains, for `learn model --provider command`: words parted by spaces, no shell; {dataset}, {output}, {base}, {method}, {name}, {quantised} and {epochs} are filled in.",
    ),
  FOOTNOTE_TRAINING_FOLDER: z
    .string()
    .optional()
    .describe("Folder in which it runs; without it, deploy/training of this project."),
  FOOTNOTE_TRAINING_ENVIRONMENT: z
    .string()
    .default("PATH,HOME")
    .transform((names) => names.split(",").map((name) => name.trim()))
    .pipe(z.array(z.string().regex(/^\w+$/, { error: "give names parted by commas" })))
    .describe(
      "Names of the variables that it gets, parted by commas, such as PATH,HOME,HF_TOKEN; no others.",
    ),
  FOOTNOTE_TRAINING_HOURS: z.coerce
    .number()
    .min(0.1)
    .max(500)
    .default(24)
    .describe("Hours after which it is ended."),
  TOGETHER_API_KEY: z
    .string()
    .optional()
    .describe("Key of Together AI, for `learn model --provider together` (the SDK's own name)."),
  TOGETHER_BASE_URL: z
    .url({ protocol: /^https?$/, error: "it looks like https://api.together.xyz/v1" })
    .optional()
    .describe("Together's address, where it is another than its own."),
} as const;

const schema = z.object(trainingVariables);
type Values = z.infer<typeof schema>;

export interface TrainingConfig {
  /** A word each; empty: none is set. */
  command: string[];
  /** Undefined: the recipes of this project. */
  folder: string | undefined;
  /** All that the command gets of an environment. */
  environment: Record<string, string>;
  timeLimitMs: number;
  together: { apiKey: string | undefined; baseUrl: string | undefined };
}

const HOUR_MS = 3_600_000;

export function pickTrainingConfig(
  values: Values,
  environment: Readonly<Record<string, string | undefined>>,
): TrainingConfig {
  const passed = values.FOOTNOTE_TRAINING_ENVIRONMENT.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    command: (values.FOOTNOTE_TRAINING_COMMAND ?? "").split(/\s+/).filter((word) => word !== ""),
    folder: values.FOOTNOTE_TRAINING_FOLDER,
    environment: Object.fromEntries(passed),
    timeLimitMs: values.FOOTNOTE_TRAINING_HOURS * HOUR_MS,
    together: { apiKey: values.TOGETHER_API_KEY, baseUrl: values.TOGETHER_BASE_URL },
  };
}
