import type { Connector, GroupReport } from "../../connectors/connector.ts";

/** What a connector tells of these groups. */
export async function readGroups(
  connector: Connector,
  wanted: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<GroupReport[]> {
  if (connector.groups === undefined) throw new Error("it has no groups");
  return Array.fromAsync(connector.groups(wanted, signal));
}
