import { isSourceGroup } from "../../access/groups/group-kinds.ts";
import { principalsBySource, principalsOfOthers } from "../../access/groups/principals-in-use.ts";
import type { Storage } from "../../storage/storage.ts";

type WantedStorage = Pick<Storage, "accessLists" | "documents" | "sources" | "groups" | "verified">;

/**
 * The groups that each of these sources is asked for: those of its own documents, and those that no
 * document of theirs is for but something else is. Sorted, distinct.
 */
export async function wantedGroups(
  names: readonly string[],
  storage: WantedStorage,
): Promise<Map<string, string[]>> {
  const bySource = await principalsBySource(storage);
  const ownOf = (name: string) => (bySource.get(name) ?? []).filter(isSourceGroup);
  const theirs = new Set(names.flatMap(ownOf));
  const all = [...[...bySource.values()].flat(), ...(await principalsOfOthers(storage))];
  const shared = all.filter((one) => isSourceGroup(one) && !theirs.has(one));
  return new Map(
    names.map((name) => [name, [...new Set([...ownOf(name), ...shared])].sort()] as const),
  );
}
