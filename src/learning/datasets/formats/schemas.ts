import { z } from "zod";

const message = (role: "system" | "user" | "assistant") =>
  z.strictObject({ role: z.literal(role), content: z.string().min(1) });
const prompt = z.tuple([message("system"), message("user")]);
const completion = z.tuple([message("assistant")]);

/** Chat messages, as OpenAI's, Together's and TRL's supervised training read them. */
const sftLine = z.strictObject({
  messages: z.tuple([message("system"), message("user"), message("assistant")]),
});
/** TRL's preferences, conversational, with the prompt apart. */
const dpoLine = z
  .strictObject({ prompt, chosen: completion, rejected: completion })
  .refine(({ chosen, rejected }) => chosen[0].content !== rejected[0].content, {
    error: "chosen and rejected are the same",
  });
/** TRL's unpaired preferences. */
const ktoLine = z.strictObject({ prompt, completion, label: z.boolean() });

export type SftLine = z.infer<typeof sftLine>;
export type DpoLine = z.infer<typeof dpoLine>;
export type KtoLine = z.infer<typeof ktoLine>;

const TRAINING_FORMATS = ["sft", "dpo", "kto"] as const;
export type TrainingFormat = (typeof TRAINING_FORMATS)[number];
export const FORMATS = [...TRAINING_FORMATS, "eval"] as const;
export type Format = (typeof FORMATS)[number];

export type TrainingLine = SftLine | DpoLine | KtoLine;
export const LINES: Readonly<Record<TrainingFormat, z.ZodType<TrainingLine>>> = {
  sft: sftLine,
  dpo: dpoLine,
  kto: ktoLine,
};
