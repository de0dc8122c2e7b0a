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
  create(settings: Settings): Connector;
}

/** Keeps the settings' type between schema and factory; the registry forgets it. */
export function defineConnector<Settings>(
  definition: ConnectorDefinition<Settings>,
): ConnectorDefinition {
  return definition as ConnectorDefinition;
}
