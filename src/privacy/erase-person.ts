import { randomUUID } from "node:crypto";
import type { ErasureNotes } from "../storage/ports/erasure-notes.ts";
import type { KindCount, PersonNames } from "../storage/ports/privacy-storage.ts";
import type { Storage } from "../storage/storage.ts";
import { isAddress, plainName } from "../text/person-name.ts";

export interface EraseDeps {
  storage: Pick<Storage, "privacy" | "audit">;
  erasures: ErasureNotes;
  now: () => number;
}

/** What is to be said where an erasure has to wait with the audit log. */
export const AWAITS_KEY =
  "The audit log still names them: it is done once the key of secrets is there, as `secrets status` says.";

export interface Erased {
  kinds: KindCount[];
  /** The audit log named them. */
  inAuditLog: boolean;
  /** What was removed cannot be read from the files any more. */
  isScrubbed: boolean;
  /** The audit log still names them, until the key is there that its entries are sealed with. */
  awaitsKey: boolean;
}

/**
 * Erases somebody wherever the state holds them, under all these names. It is noted outside of the
 * state before: whoever is stopped in the middle, or restores a backup of before, does it again.
 */
export async function erasePerson(
  person: PersonNames,
  actor: string,
  deps: EraseDeps,
): Promise<Erased> {
  const erasure = { id: randomUUID(), at: deps.now() };
  await deps.erasures.add(erasure, [...person.ids, ...person.principals]);
  return erase(person, erasure, actor, "privacy.erased", deps);
}

/** Does erasures again that this state knows nothing of: it was restored, or they were cut short. */
export async function redoErasures(deps: EraseDeps): Promise<number> {
  const { privacy } = deps.storage;
  const noted = await deps.erasures.list();
  if (noted.length === 0) return 0;
  const done = new Set(await privacy.listErasures());
  const left = noted.filter(({ id }) => !done.has(id));
  const names = left.length === 0 ? [] : await privacy.listNames();
  for (const note of left) {
    const theirs = names.filter(note.isAbout);
    const addresses = theirs.filter(isAddress).map(plainName);
    const person = await privacy.identify({
      ids: theirs.filter((name) => !isAddress(name)),
      principals: [...new Set(addresses)].map((address) => `user:${address}`),
    });
    await erase(person, note, "footnote", "privacy.erased-again", deps);
  }
  return left.length;
}

async function erase(
  person: PersonNames,
  { id, at }: { id: string; at: number },
  actor: string,
  action: string,
  { storage, now }: EraseDeps,
): Promise<Erased> {
  if (!(await storage.audit.canAppend())) {
    // Not noted as done: all of it is done again, with the log, once that can be written.
    const kinds = await storage.privacy.erase(person);
    const isScrubbed = await storage.privacy.scrub();
    return { kinds, inAuditLog: false, isScrubbed, awaitsKey: true };
  }
  const names = new Set([...person.ids, ...person.principals].map(plainName));
  // An admin who erases themselves is not to be named by that.
  const by = names.has(plainName(actor)) ? "footnote" : actor;
  let inAuditLog = false;
  for (const name of names) {
    if (await storage.audit.erase(name, { at: now(), actor: by })) inAuditLog = true;
  }
  // Last, what says that it is done.
  const kinds = await storage.privacy.erase(person, { id, at });
  const counts = Object.fromEntries(
    kinds.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]),
  );
  await storage.audit.append({ at: now(), actor: by, action, detail: { erasure: id, counts } });
  return { kinds, inAuditLog, isScrubbed: await storage.privacy.scrub(), awaitsKey: false };
}
