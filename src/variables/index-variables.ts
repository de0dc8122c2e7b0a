import { z } from "zod";
import { isLoopback } from "../text/is-loopback.ts";
import { ConfigError } from "./config-error.ts";

const CLOUDS = ["aws", "gcp", "azure"] as const;
const name = (most: number) =>
  z.string().regex(new RegExp(`^[a-z0-9](?:[a-z0-9-]{0,${most - 2}}[a-z0-9])?$`), {
    error: `write it with at most ${most} lower-case letters, digits and hyphens`,
  });

/** Where passages, keywords and vectors are kept. */
export const indexVariables = {
  FOOTNOTE_INDEX: z
    .enum(["sqlite", "pinecone"])
    .default("sqlite")
    .describe(
      "Where the index of a new installation is: `sqlite`, a file in the data folder, or `pinecone`. Later `index move --to` moves it, whatever this says.",
    ),
  PINECONE_API_KEY: z
    .string()
    .optional()
    .describe("Key of a Pinecone project, for an index that is there or moves there."),
  PINECONE_INDEX: name(32)
    .default("footnote")
    .describe("What the names of indexes at Pinecone begin with; they are made when needed."),
  PINECONE_NAMESPACE: name(40)
    .default("footnote")
    .describe(
      "What the name of the namespace begins with; each database has one of its own. Give a copy of a database that runs beside the original another.",
    ),
  PINECONE_CLOUD: z.enum(CLOUDS).default("aws").describe("Cloud of indexes that are made."),
  PINECONE_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: "write it as Pinecone does, as in us-east-1" })
    .default("us-east-1")
    .describe("Region of indexes that are made; near to where this runs is quick."),
  PINECONE_CONTROLLER_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith("https:") || isLoopback(new URL(url).hostname), {
      error: "the key is sent there: it must begin with https://, or be on this machine",
    })
    .optional()
    .describe("Where indexes are made and described; without it, Pinecone's own address."),
};

type Values = z.infer<z.ZodObject<typeof indexVariables>>;

export interface IndexConfig {
  /** Of a new installation. */
  first: Values["FOOTNOTE_INDEX"];
  /** Undefined without a key. */
  pinecone: PineconeConfig | undefined;
}

export interface PineconeConfig {
  apiKey: string;
  prefix: string;
  namespace: string;
  cloud: (typeof CLOUDS)[number];
  region: string;
  controllerUrl: string | undefined;
}

/** @throws ConfigError */
export function pickIndexConfig(values: Values): IndexConfig {
  const { FOOTNOTE_INDEX: first, PINECONE_API_KEY: apiKey } = values;
  if (apiKey === undefined) {
    if (first === "sqlite") return { first, pinecone: undefined };
    throw new ConfigError(
      "FOOTNOTE_INDEX is pinecone: set PINECONE_API_KEY to a key of your Pinecone project.",
    );
  }
  return {
    first,
    pinecone: {
      apiKey,
      prefix: values.PINECONE_INDEX,
      namespace: values.PINECONE_NAMESPACE,
      cloud: values.PINECONE_CLOUD,
      region: values.PINECONE_REGION,
      controllerUrl: values.PINECONE_CONTROLLER_URL,
    },
  };
}
