import type { SourceOwner } from "../storage/ports/owner-storage.ts";
import { AdminError, requireSource, type SourcesDeps, writeAudit } from "./sources-deps.ts";

type OwnerDeps = Pick<SourcesDeps, "storage" | "now">;

const PERSON = /^[a-z]+:[^\s:]+:[^\s:]+$/;
const ADDRESS = /^(?:user:)?([^\s:@<>]+@[^\s:@<>]+\.[^\s:@<>]+)$/i;

/** As owners are kept: an id of a chat as it is, an e-mail address as `user:…`. @throws AdminError */
export function readOwner(word: string): string {
  if (PERSON.test(word)) return word;
  const address = ADDRESS.exec(word)?.[1];
  if (address !== undefined) return `user:${address.toLowerCase()}`;
  throw new AdminError(
    `"${word.slice(0, 60)}" is nobody: give an e-mail address, or platform, workspace and person, such as slack:T0123456:U0123456.`,
  );
}

/** From now on they look after it, in place of whoever did. @throws AdminError */
export async function setOwner(
  source: string,
  { person, timeZone }: { person: string; timeZone: string },
  actor: string,
  deps: OwnerDeps,
): Promise<SourceOwner> {
  await requireSource(source, deps);
  const { owners } = deps.storage.administration;
  const before = await owners.get(source);
  const setAt = deps.now();
  const owner = { source, person, setBy: actor, setAt, timeZone, doneUntil: setAt };
  if (before?.person === person) return before;
  if (!(await owners.set(owner))) throw new AdminError(`${source} has just been removed.`);
  const detail = { name: source, owner: person, was: before?.person ?? null };
  await writeAudit(actor, "source.owner", detail, deps);
  return owner;
}

/** From now on nobody does. False when nobody did. @throws AdminError */
export async function removeOwner(
  source: string,
  actor: string,
  deps: OwnerDeps,
): Promise<boolean> {
  await requireSource(source, deps);
  const { owners } = deps.storage.administration;
  const before = await owners.get(source);
  if (before === undefined || !(await owners.remove(source))) return false;
  const detail = { name: source, owner: null, was: before.person };
  await writeAudit(actor, "source.owner", detail, deps);
  return true;
}
