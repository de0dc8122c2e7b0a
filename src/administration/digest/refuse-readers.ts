import { ChatError, isPassing } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AdminDeps } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { isAdminNow } from "../may-administer.ts";

type ReaderDeps = Pick<AdminDeps, "storage" | "platforms">;

/** More people than administer anything; each of them is asked for. */
const MOST_READERS = 50;

/**
 * Why a room may not be shown what is for admins, in one sentence; undefined where everybody who
 * reads it may administer Footnote at this moment.
 * @throws ChatError `rate-limited`, `unavailable` when that cannot be told now
 */
export async function refuseReaders(roomId: string, deps: ReaderDeps): Promise<string | undefined> {
  const platform = platformOf(roomId, deps.platforms);
  const room = await platform.roomWord(roomId);
  let readers: string[] | undefined;
  try {
    readers = await platform.readersOf(roomId);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return `I cannot see who is in this ${room}: invite me into it first.`;
  }
  if (readers === undefined) {
    return `Others may join this ${room} by themselves, and a digest is for admins alone: take a private channel in which everybody is one.`;
  }
  if (readers.length > MOST_READERS) {
    return `More than ${MOST_READERS} people are here, and a digest is for admins alone: take a private channel in which everybody is one.`;
  }
  for (const reader of readers) {
    if (await isAdminNow(reader, deps)) continue;
    return `${await nameOr(reader, deps)} is here and may not administer Footnote, and a digest is for admins alone: take a private channel in which everybody is one.`;
  }
  return undefined;
}
