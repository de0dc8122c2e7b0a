import type { GroupRecord, Storage } from "../../storage/storage.ts";
import { AccessError } from "../access-error.ts";
import { describeNoPrincipal } from "../describe-no-principal.ts";
import { parsePrincipal } from "../principals.ts";

export interface OwnGroupsDeps {
  storage: Pick<Storage, "groups" | "audit">;
  now: () => number;
}

/**
 * Says who is in a group of the admins' own, instead of what was said before; groups may be in it,
 * and it in others. @throws AccessError
 */
export async function setOwnGroup(
  name: string,
  members: readonly string[],
  actor: string,
  { storage, now }: OwnGroupsDeps,
): Promise<{ principal: string; members: string[]; before: string[] | undefined }> {
  const principal = readOwnGroup(name);
  const read = [...new Set(members.map(readMember))].sort();
  if (read.length === 0) throw new AccessError("Name at least one member, or remove the group.");
  if (read.includes(principal)) throw new AccessError(`${principal} cannot be in itself.`);
  const before = (await findOwnGroup(principal, storage))?.members;
  await storage.groups.set({ principal, members: read, setBy: actor, at: now() });
  const detail = { group: principal, members: read, before: before ?? null };
  await storage.audit.append({ at: now(), actor, action: "access.group-set", detail });
  return { principal, members: read, before };
}

/** Whoever was in it by this alone reads what is for it no more. @throws AccessError */
export async function removeOwnGroup(
  name: string,
  actor: string,
  { storage, now }: OwnGroupsDeps,
): Promise<{ principal: string }> {
  const principal = readOwnGroup(name);
  const before = (await findOwnGroup(principal, storage))?.members;
  if (before === undefined || !(await storage.groups.remove(principal))) {
    throw new AccessError(
      `There is no ${principal}: \`access groups\` lists those that there are.`,
    );
  }
  const detail = { group: principal, before };
  await storage.audit.append({ at: now(), actor, action: "access.group-removed", detail });
  return { principal };
}

async function findOwnGroup(
  principal: string,
  { groups }: Pick<Storage, "groups">,
): Promise<GroupRecord | undefined> {
  const all = await groups.list();
  return all.find((one) => one.principal === principal && one.source === undefined);
}

function readOwnGroup(name: string): string {
  const text = name.startsWith("group:") ? name : `group:${name}`;
  const principal = parsePrincipal(text);
  if (principal !== undefined) return principal;
  throw new AccessError(
    `"${name.slice(0, 80)}" cannot be a group's name: give one word without a colon, such as finance.`,
  );
}

function readMember(text: string): string {
  const principal = parsePrincipal(text);
  if (principal === undefined) throw new AccessError(describeNoPrincipal(text));
  if (principal !== "public") return principal;
  throw new AccessError("Nobody is in public: make a document public instead, or name everyone.");
}
