import { AdminError, type SourcesDeps, writeAudit } from "../sources/sources-deps.ts";

type ChangeDeps = Pick<SourcesDeps, "storage" | "now">;

/** False when they are one already. @throws AdminError */
export async function addAdmin(person: string, actor: string, deps: ChangeDeps): Promise<boolean> {
  requirePerson(person);
  const { storage, now } = deps;
  const added = { person, addedBy: actor, addedAt: now() };
  if (!(await storage.administration.admins.add(added))) return false;
  await writeAudit(actor, "admin.added", { person }, deps);
  return true;
}

/** False when they are none. @throws AdminError */
export async function removeAdmin(
  person: string,
  actor: string,
  deps: ChangeDeps,
): Promise<boolean> {
  requirePerson(person);
  if (!(await deps.storage.administration.admins.remove(person))) return false;
  await writeAudit(actor, "admin.removed", { person }, deps);
  return true;
}

function requirePerson(person: string): void {
  if (/^[a-z]+:[^\s:]+:[^\s:]+$/.test(person)) return;
  throw new AdminError(
    `"${person.slice(0, 60)}" is no id of a person: mention them, or give platform, workspace and person, such as slack:T0123456:U0123456.`,
  );
}
