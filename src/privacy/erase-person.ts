import { randomUUID } from "node:crypto";
import type { ErasureNotes } from "../storage/ports/erasure-notes.ts";
import type { KindCount, PersonNames } from "../storage/ports/privacy-storage.ts";
import type { Storage } from "../storage/storage.ts";

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
    const isReader = (name: string) => name.startsWith("user:") || !name.includes(":");
    const person = await privacy.identify({
      ids: theirs.filter((name) => !isReader(name)),
      principals: [...new Set(theirs.filter(isReader).map((name) => `user:${plain(name)}`))],
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
  let inAuditLog = false;
  // Last, what says that it is done.
  for (const name of new Set([...person.ids, ...person.principals.map(plain)])) {
    if (await storage.audit.erase(name, { at: now(), actor })) inAuditLog = true;
  }
  const kinds = await storage.privacy.erase(person, { id, at });
  const counts = Object.fromEntries(
    kinds.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]),
  );
  // An admin who erases themselves is not to be named by that.
  const by = person.ids.includes(actor) ? "footnote" : actor;
  await storage.audit.append({ at: now(), actor: by, action, detail: { erasure: id, counts } });
  return { kinds, inAuditLog, isScrubbed: await storage.privacy.scrub(), awaitsKey: false };
}

function plain(principal: string): string {
  return principal.replace(/^user:/, "").toLowerCase();
}
