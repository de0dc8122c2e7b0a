import { type Connector, ConnectorError, type GroupReport } from "../../../connectors/connector.ts";
import type { ConnectorDefinition } from "../../../connectors/definition.ts";
import { files } from "../../../connectors/files/index.ts";

/** A directory of groups, as it is at this moment. */
export interface Directory {
  /** E-mail addresses by the address of a group; others do not exist. */
  groups: Map<string, string[]>;
  /** Groups that it refuses to tell of. */
  refused: Set<string>;
  isAway: boolean;
  /** What it was asked for, each time. */
  asked: string[][];
}

export function createDirectory(): Directory {
  return { groups: new Map(), refused: new Set(), isAway: false, asked: [] };
}

/** Files whose source also says who is in groups of Google, from a directory that a test changes. */
export function filesWithGroups(directory: Directory): ConnectorDefinition {
  return {
    ...files,
    create(settings, secret): Connector {
      return {
        ...files.create(settings, secret),
        async *groups(wanted): AsyncGenerator<GroupReport> {
          directory.asked.push([...wanted]);
          if (directory.isAway) {
            throw new ConnectorError("unavailable", "The directory is away: try again later.");
          }
          for (const principal of wanted) yield reportOf(principal, directory);
        },
      };
    },
  };
}

function reportOf(principal: string, { groups, refused }: Directory): GroupReport {
  const address = principal.slice("google-group:".length);
  if (refused.has(address)) {
    return { type: "group-failed", principal, reason: "The directory does not show this group." };
  }
  const members = groups.get(address);
  if (members === undefined) return { type: "group-gone", principal };
  const named = members.map((member) => `user:${member}`);
  return { type: "group", principal, name: address, members: named, unknownMembers: 0 };
}
