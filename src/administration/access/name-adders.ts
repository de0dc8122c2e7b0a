import type { Membership } from "../../access/groups/membership.ts";
import type { AdminDeps } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";

/** What people call those who made groups and links; any other id stays as it is. */
export async function nameAdders(
  { groups, links }: Membership,
  deps: Pick<AdminDeps, "platforms">,
): Promise<(id: string) => string> {
  const setters = [...groups.values()].flatMap(({ setBy }) => setBy ?? []);
  const ids = [...new Set([...setters, ...links.map(({ linkedBy }) => linkedBy)])];
  const names = new Map(
    await Promise.all(ids.map(async (id) => [id, await nameOr(id, deps)] as const)),
  );
  return (id) => names.get(id) ?? id;
}
