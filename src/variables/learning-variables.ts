import { z } from "zod";

/** Whether Footnote learns by itself how to search, from what people say of answers. */
export const learningVariables = {
  FOOTNOTE_LEARN: z
    .enum(["off", "challenger", "canary"])
    .default("off")
    .describe(
      "Whether Footnote learns by itself how to search: `off`; `challenger`: what passes its gates waits until an admin promotes it; `canary`: it serves a twentieth of the threads at once, and all of them if it is liked more. docs/learning/trigger.md",
    ),
  FOOTNOTE_LEARN_LABELS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(50)
    .describe(
      "Questions newly voted on or corrected that are reason enough to learn again; a quarter of them while answers are disliked or questions have shifted.",
    ),
  FOOTNOTE_LEARN_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(8_760)
    .default(24)
    .describe(
      "Hours from one beginning to the next at least; after a run that failed, twice as long and longer.",
    ),
};

export interface LearningConfig {
  mode: "challenger" | "canary";
  labels: number;
  everyMs: number;
}

/** Undefined: only when somebody asks for it. */
export function pickLearningConfig(values: {
  FOOTNOTE_LEARN: "off" | "challenger" | "canary";
  FOOTNOTE_LEARN_LABELS: number;
  FOOTNOTE_LEARN_HOURS: number;
}): LearningConfig | undefined {
  const { FOOTNOTE_LEARN: mode, FOOTNOTE_LEARN_LABELS: labels } = values;
  if (mode === "off") return undefined;
  return { mode, labels, everyMs: values.FOOTNOTE_LEARN_HOURS * 3_600_000 };
}
