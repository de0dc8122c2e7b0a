import type { Storage, VerifiedAnswer } from "../../storage/storage.ts";
import { isOwnGroup } from "./group-kinds.ts";

type UseStorage = Pick<Storage, "accessLists" | "groups"> & {
  verified: Pick<Storage["verified"], "list">;
};

/** Whom verified answers are for, so that it is found out who that is. */
async function verifiedPrincipals({ verified }: Pick<UseStorage, "verified">): Promise<string[]> {
  const active: VerifiedAnswer[] = await verified.list(["active"]);
  return active.flatMap(({ audience }) => audience.flat());
}

/** Those that some document, verified answer or group of the admins' own is for. */
export async function principalsInUse(storage: UseStorage): Promise<string[]> {
  const lists = await storage.accessLists.list();
  const ofDocuments = lists.flatMap(({ principals }) => principals);
  return [...ofDocuments, ...(await principalsOfOthers(storage))];
}

/** Those that something else than a document of a source is for. */
export async function principalsOfOthers(
  storage: Pick<UseStorage, "groups" | "verified">,
): Promise<string[]> {
  const groups = await storage.groups.list();
  const ofGroups = groups.filter(({ principal }) => isOwnGroup(principal));
  return [...ofGroups.flatMap(({ members }) => members), ...(await verifiedPrincipals(storage))];
}

/** Those that documents are for that are there now, by source: lists of readers outlive documents. */
export async function principalsBySource(
  storage: Pick<Storage, "accessLists" | "documents" | "sources">,
): Promise<Map<string, string[]>> {
  const lists = await storage.accessLists.list();
  const principalsOf = new Map(lists.map(({ id, principals }) => [id, principals]));
  const found = new Map<string, string[]>();
  for (const { name } of await storage.sources.list()) {
    const counts = await storage.documents.countByAccess(name);
    const principals = counts.flatMap(({ accessId }) => principalsOf.get(accessId) ?? []);
    found.set(name, [...new Set(principals)]);
  }
  return found;
}
