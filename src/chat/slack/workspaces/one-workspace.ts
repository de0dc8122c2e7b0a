import type { webApi } from "@slack/bolt";
import { createIdentify } from "../receive/slack-identity.ts";
import { readPayload } from "./read-payload.ts";
import { connectWorkspace, type SlackWorkspace, type Workspaces } from "./slack-workspace.ts";

/** The one workspace that a bot token is for. */
export function createOneWorkspace(client: webApi.WebClient, now: () => number): Workspaces {
  const identify = createIdentify(client);
  let workspace: SlackWorkspace | undefined;

  async function connect(): Promise<SlackWorkspace> {
    const identity = await identify();
    workspace ??= connectWorkspace(client, identity, now);
    return workspace;
  }

  return {
    all: async () => [await connect()],
    async find(teamId) {
      const only = await connect();
      return only.teamId === teamId ? only : undefined;
    },
    async ofPayload(body) {
      const only = await connect();
      const { isEvent, teamIds } = readPayload(body);
      // Whoever clicks may be of another workspace, and comes with that one's id.
      return !isEvent || teamIds.includes(only.teamId) ? only : undefined;
    },
  };
}
