import { ConnectorError, type GroupReport } from "../../connector.ts";
import { reportGroups, toMembers } from "../../shared/groups/report-groups.ts";
import { isRefusedFor } from "../api/translate-drive-error.ts";
import type { DirectoryApi } from "./directory-api.ts";
import { readGroupPrincipal } from "./group-principal.ts";
import { createLists, type ListGroup, resolveGroup } from "./resolve-group.ts";

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
    const { address, domains } = readGroupPrincipal(principal);
    const { addresses, unknown } = await resolveGroup(address, list);
    const counting = [...addresses].filter((one) => domains?.has(domainOf(one)) ?? true);
    return { type: "group", principal, ...toMembers(counting, unknown) };
  } catch (error) {
    const isMissing = error instanceof ConnectorError && error.code === "not-found";
    // A page for people is missing in other words than those of the directory.
    if (isMissing && isRefusedFor(error, "notFound")) return { type: "group-gone", principal };
    throw error;
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
