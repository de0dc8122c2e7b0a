import { ConnectorError, type GroupReport } from "../../connector.ts";
import { reportGroups, toMembers } from "../../shared/groups/report-groups.ts";
import { isRefusedFor } from "../api/translate-drive-error.ts";
import type { DirectoryApi } from "./directory-api.ts";
import { createLists, type ListGroup, resolveGroup } from "./resolve-group.ts";

/** What a group's principal begins with; its address follows. */
const PREFIX = "google-group:";

export function isGoogleGroup(principal: string): boolean {
  return principal.startsWith(PREFIX);
}

/** Who is in these groups. */
export function readGroups(
  api: DirectoryApi,
  wanted: readonly string[],
): AsyncGenerator<GroupReport> {
  const list = createLists(api);
  return reportGroups(wanted, (principal) => readGroup(principal, list), { signal: api.signal });
}

async function readGroup(principal: string, list: ListGroup): Promise<GroupReport> {
  try {
    const { addresses, unknown } = await resolveGroup(principal.slice(PREFIX.length), list);
    return { type: "group", principal, ...toMembers(addresses, unknown) };
  } catch (error) {
    const isMissing = error instanceof ConnectorError && error.code === "not-found";
    // A page for people is missing in other words than those of the directory.
    if (isMissing && isRefusedFor(error, "notFound")) return { type: "group-gone", principal };
    throw error;
  }
}
