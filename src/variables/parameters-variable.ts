import { z } from "zod";

/** Where Lambda finds the other variables. */
export const parametersVariable = z
  .string()
  .regex(/^(?:\/[\w.-]+)+$/, { error: "write it as /footnote/production" })
  .optional()
  .describe(
    "On Lambda: path in AWS's Parameter Store whose parameters are read as variables at the start, the last part of their name being the variable's. `serverless.yml` sets it.",
  );
