import type { ConnectorDefinition } from "../../../connectors/definition.ts";
import { requireConnector } from "../../sources/open-connector.ts";
import { AdminError, type SourcesDeps } from "../../sources/sources-deps.ts";

type Deps = Pick<SourcesDeps, "findConnector" | "connectorKinds" | "chatFolders">;

export const NO_FOLDER =
  "No folder may be read from a chat: whoever runs Footnote names some in FOOTNOTE_CHAT_FOLDERS, or adds this source on the command line.";

/** The kinds of which somebody may add a source from a chat: none that reads folders where none may be read. */
export function offeredKinds(deps: Deps): ConnectorDefinition[] {
  return deps.connectorKinds
    .map((kind) => requireConnector(kind, deps))
    .filter((definition) => isOffered(definition, deps));
}

/** @throws AdminError for a kind that is not there, or not offered */
export function requireOffered(kind: string, deps: Deps): ConnectorDefinition {
  const connectorKinds = offeredKinds(deps).map((offered) => offered.kind);
  const definition = requireConnector(kind, { ...deps, connectorKinds });
  if (isOffered(definition, deps)) return definition;
  throw new AdminError(NO_FOLDER);
}

function isOffered({ pathSettings }: ConnectorDefinition, { chatFolders }: Deps): boolean {
  return pathSettings === undefined || chatFolders.length > 0;
}
