import { confluence } from "./confluence/index.ts";
import type { ConnectorDefinition } from "./definition.ts";
import { files } from "./files/index.ts";
import { googleDrive } from "./google-drive/index.ts";
import { notion } from "./notion/index.ts";

const definitions: readonly ConnectorDefinition[] = [files, notion, googleDrive, confluence];

/** The words that may follow `sources add`. */
export const connectorKinds: readonly string[] = definitions.map(({ kind }) => kind);

/** The definition of a kind of source, undefined for an unknown kind. */
export function findConnector(kind: string): ConnectorDefinition | undefined {
  return definitions.find((definition) => definition.kind === kind);
}
