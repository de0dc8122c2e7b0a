import { z } from "zod";

/** An MLflow server that is told what the registry holds; the names are MLflow's own. */
export const mlflowVariables = {
  MLFLOW_TRACKING_URI: z
    .url({ protocol: /^https?$/, error: "it looks like http://mlflow.internal:5000" })
    .optional()
    .describe(
      "Address of an MLflow server that `models mirror` tells of learned versions; without it, nobody is told.",
    ),
  MLFLOW_TRACKING_TOKEN: z.string().optional().describe("Bearer token for it."),
  MLFLOW_TRACKING_USERNAME: z
    .string()
    .optional()
    .describe("User at it, where it asks for a password in place of a token."),
  MLFLOW_TRACKING_PASSWORD: z.string().optional().describe("That user's password."),
} as const;

const schema = z.object(mlflowVariables);

export interface MlflowConfig {
  baseUrl: string;
  /** For the header `authorization`; undefined: it asks for none. */
  authorization: string | undefined;
}

/** Undefined: nobody is told. */
export function pickMlflowConfig(values: z.infer<typeof schema>): MlflowConfig | undefined {
  const {
    MLFLOW_TRACKING_URI: baseUrl,
    MLFLOW_TRACKING_TOKEN: token,
    MLFLOW_TRACKING_USERNAME: user,
    MLFLOW_TRACKING_PASSWORD: password = "",
  } = values;
  if (baseUrl === undefined) return undefined;
  const basic = user && `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return { baseUrl, authorization: token === undefined ? basic : `Bearer ${token}` };
}
