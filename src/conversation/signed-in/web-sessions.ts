import { createHash, randomBytes } from "node:crypto";
import type { SignedInPerson } from "../../chat/sign-in-provider.ts";
import type { WebSession } from "../../storage/ports/sign-in-storage.ts";
import type { Storage } from "../../storage/storage.ts";

export interface WebSessionsDeps {
  storage: Pick<Storage, "signIns">;
  now: () => number;
}

/** A working day; whoever comes back the next morning signs in again. */
const IDLE_MS = 12 * 3_600_000;
const LONGEST_MS = 7 * 24 * 3_600_000;
/** A session that is used is not written down more often. */
const NOTE_MS = 5 * 60_000;
const ID = /^[\w-]{43}$/;

/** For the cookie: how long a browser has to keep it. */
export const LONGEST_SESSION_S = LONGEST_MS / 1_000;

/** Signs somebody in under an id that nobody had before; gives it. */
export async function openSession(
  { person, workspaceId }: SignedInPerson,
  { storage, now }: WebSessionsDeps,
): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const createdAt = now();
  await storage.signIns.add({
    ...{ idHash: hash(id), person, workspaceId, createdAt },
    idleUntil: createdAt + IDLE_MS,
    expiresAt: createdAt + LONGEST_MS,
  });
  return id;
}

/** Who has this id; undefined where that is nobody, or not any more. */
export async function findSession(
  id: string | undefined,
  { storage, now }: WebSessionsDeps,
): Promise<WebSession | undefined> {
  if (id === undefined || !ID.test(id)) return undefined;
  const session = await storage.signIns.get(hash(id), now());
  if (session === undefined) return undefined;
  const idleUntil = Math.min(now() + IDLE_MS, session.expiresAt);
  if (idleUntil - session.idleUntil > NOTE_MS) {
    await storage.signIns.keep(session.idHash, idleUntil);
  }
  return session;
}

export async function endSession(
  id: string | undefined,
  { storage }: Pick<WebSessionsDeps, "storage">,
): Promise<void> {
  if (id !== undefined && ID.test(id)) await storage.signIns.end(hash(id));
}

function hash(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}
