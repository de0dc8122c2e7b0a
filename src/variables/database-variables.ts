import { z } from "zod";

/** Where the state of record is kept. */
export const databaseVariables = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/[^/]+\/[^/?]+/, {
      error: "write it as postgres://user:password@host:5432/database",
    })
    .optional()
    .describe(
      "Postgres database that keeps the state, as postgres://user:password@host:5432/database; without it, a SQLite file in the data folder does. Several processes may share one.",
    ),
  FOOTNOTE_DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(10)
    .describe("Most connections to Postgres that one process opens; 1 on Lambda."),
};

type Values = z.infer<z.ZodObject<typeof databaseVariables>>;

/** Undefined: SQLite. */
export interface PostgresConfig {
  url: string;
  connections: number;
}

export function pickPostgresConfig(values: Values): PostgresConfig | undefined {
  const { DATABASE_URL: url, FOOTNOTE_DATABASE_CONNECTIONS: connections } = values;
  return url === undefined ? undefined : { url, connections };
}

/** The password within the address, as it stands there and as it is meant. */
export function databaseSecrets({ DATABASE_URL: url }: Partial<Values>): string[] {
  const password = url !== undefined && URL.canParse(url) ? new URL(url).password : "";
  return password === "" ? [] : [password, decodeURIComponent(password)];
}
