import type { z } from "zod";
import type { Connector } from "./connector.ts";

/** What the registry holds for each kind of source: its settings' schema and how to make one. */
export interface ConnectorDefinition<Settings = unknown> {
  /** The word typed after `sources add`. */
  kind: string;
  title: string;
  /** Settings as given with `--set key=value`; every field has a `.describe()`. */
  settings: z.ZodType<Settings>;
  /** Settings that are paths of this machine, so that they can be given relative to where one stands. */
  pathSettings?: readonly string[];
  /** Who may read a document that says nothing itself; undefined means nobody until mapped. */
  defaultAudience: string[] | undefined;
  /** What a source of this kind cannot do without and is kept encrypted; absent where it needs none. */
  secret?: { variable: string; title: string };
  /** Where an admin may say who reads below a part of the source; absent where the source says so. */
  roots?: RootAudiences;
  /** `readSecret` rejects when the secret is not there. */
  create(settings: Settings, readSecret: () => Promise<string>): Connector;
}

/** How `sources audience <name> <root> <who>` finds its place among the settings. */
export interface RootAudiences {
  /** The setting that holds `{"<root>": [principal]}` as JSON. */
  setting: string;
  /** A root in its one spelling; undefined when it is none. */
  parse(text: string): string | undefined;
  /** What to type: "a page's link". */
  example: string;
}

/** Keeps the settings' type between schema and factory; the registry forgets it. */
export function defineConnector<Settings>(
  definition: ConnectorDefinition<Settings>,
): ConnectorDefinition {
  return definition as ConnectorDefinition;
}
