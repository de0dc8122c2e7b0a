import { z } from "zod";

const epochs = z.union([z.literal("auto"), z.number().int().min(1).max(50)]);
const hyperparameters = z.strictObject({ n_epochs: epochs.optional() });

/** What a job may be asked for, as far as Footnote asks it; anything else is refused. */
export const createRequest = z.strictObject({
  model: z.string(),
  training_file: z.string(),
  validation_file: z.string().optional(),
  suffix: z.string().min(1).max(64).optional(),
  method: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("supervised"),
      supervised: z.strictObject({ hyperparameters: hyperparameters.optional() }),
    }),
    z.strictObject({
      type: z.literal("dpo"),
      dpo: z.strictObject({ hyperparameters: hyperparameters.optional() }),
    }),
  ]),
  metadata: z.record(z.string().max(64), z.string().max(512)).optional(),
});

export type Created = z.infer<typeof createRequest>;
