import {
  ConnectorClient,
  ConnectorMappers,
} from "botframework-connector/lib/connectorApi/connectorClient.js";
import { TeamsConnectorClient } from "botframework-connector/lib/teams/teamsConnectorClient.js";

/*
 * The only file that loads the Bot Framework, and only when something is sent.
 */

export interface ConnectorClients {
  conversations: ConnectorClient["conversations"];
  teams: TeamsConnectorClient["teams"];
}

interface Pipeline {
  removePolicy(which: { phase: string } | { name: string }): unknown;
}

const userAgent = "Footnote";
/** Calls bear their token themselves, as a header of their own. */
const credentials = { signRequest: async <Request>(request: Request) => request };

keepEntities();

/** Clients of a connector; whatever is asked of them is one request. */
export function createConnectorClients(serviceUrl: string): ConnectorClients {
  const options = { baseUri: serviceUrl, userAgent };
  const connector = new ConnectorClient(credentials, options);
  const teams = new TeamsConnectorClient(credentials, options);
  for (const client of [connector, teams]) {
    const pipeline = pipelineOf(client);
    // A message that is tried again may be there twice.
    pipeline.removePolicy({ phase: "Retry" });
    // The token goes to nobody else.
    pipeline.removePolicy({ name: "redirectPolicy" });
  }
  return { conversations: connector.conversations, teams: teams.teams };
}

/** It has no option for that, and hides it from TypeScript. */
function pipelineOf(client: object): Pipeline {
  const { pipeline } = Reflect.get(client, "client") as { pipeline: Pipeline };
  return pipeline;
}

/** As released, it sends no field of an entity but its type: no citation, label or stream reaches Teams. */
function keepEntities(): void {
  const { type } = ConnectorMappers.Entity;
  if (type.name === "Composite") type.additionalProperties = { type: { name: "Object" } };
}
