import { ChatError, isPassing } from "../chat/chat-error.ts";
import { platformOf } from "../chat/platform-of.ts";
import type { AdminDeps } from "./admin-command.ts";

/**
 * Whether somebody may administer Footnote now: an owner or admin of the workspace, or whom those
 * have added, as long as they are its full member. The platform is asked each time.
 * @throws ChatError when it does not say
 */
export async function mayAdminister(
  person: string,
  { storage, platforms }: Pick<AdminDeps, "storage" | "platforms">,
): Promise<boolean> {
  const platform = platformOf(person, platforms);
  if (await platform.isAdmin(person)) return true;
  const added = await storage.administration.admins.get(person);
  return added !== undefined && (await platform.isMember(person));
}

/** The same; undefined where the platform does not say. */
export async function mayStillAdminister(
  person: string,
  deps: Pick<AdminDeps, "storage" | "platforms">,
): Promise<boolean | undefined> {
  try {
    return await mayAdminister(person, deps);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return undefined;
  }
}

/** Of whom the platform cannot say, they are none. @throws ChatError when a later try may tell */
export async function isAdminNow(
  person: string,
  deps: Pick<AdminDeps, "storage" | "platforms">,
): Promise<boolean> {
  try {
    return await mayAdminister(person, deps);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return false;
  }
}
