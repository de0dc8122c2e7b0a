import { beginAccess, finishAccess } from "../../sources/secrets/request-access.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { SetupLink } from "../../storage/ports/setup-storage.ts";
import type { SetupDoorDeps } from "./setup-deps.ts";
import { hashToken, newToken } from "./setup-token.ts";
import { countTry, giveSecret, readTask, type SetupTask } from "./use-setup-link.ts";

/** Where vendors send browsers back to; registered with the vendor, character by character. */
function callbackAddress({ publicUrl }: Pick<SetupDoorDeps, "publicUrl">): string {
  return `${publicUrl}/setup/callback`;
}

/**
 * Where a browser goes to allow access. `browser` is what its cookie is to hold: only with that it
 * may come back. @throws AdminError
 */
export async function beginVisit(
  task: SetupTask,
  deps: SetupDoorDeps,
): Promise<{ url: string; browser: string }> {
  await countTry(task, deps);
  const { kind, settings, link } = task;
  const redirectUri = callbackAddress(deps);
  const { url, state, codeVerifier } = beginAccess(
    { kind, settings, redirectUri },
    deps.administering,
  );
  const browser = newToken();
  await deps.storage.setupLinks.leave(link.tokenHash, {
    stateHash: hashToken(state),
    browserHash: hashToken(browser),
    sealedVerifier: await deps.administering.secrets.seal(labelOf(link), codeVerifier),
  });
  return { url, browser };
}

/** The visit that a browser comes back from; undefined for another's, or none. */
export async function endVisit(
  reply: URLSearchParams,
  browser: string | undefined,
  deps: SetupDoorDeps,
): Promise<SetupLink | undefined> {
  const state = reply.get("state");
  if (state === null || browser === undefined) return undefined;
  return deps.storage.setupLinks.comeBack(hashToken(state), hashToken(browser), deps.now());
}

/** Keeps what the vendor granted. @throws AdminError */
export async function keepAccess(
  link: SetupLink,
  reply: URLSearchParams,
  deps: SetupDoorDeps,
  signal: AbortSignal,
): Promise<SetupTask> {
  const task = await readTask(link, deps);
  const { kind, settings } = task;
  if (link.access === undefined) throw new AdminError("Nobody went to allow access.");
  const codeVerifier = deps.administering.secrets.open(labelOf(link), link.access.sealedVerifier);
  await countTry(task, deps);
  const wish = { kind, settings, redirectUri: callbackAddress(deps) };
  const secret = await finishAccess(wish, { codeVerifier }, reply, deps.administering, signal);
  await giveSecret(task, secret, deps);
  return task;
}

/** No name of a source has a colon. */
function labelOf({ tokenHash }: SetupLink): string {
  return `setup:${tokenHash}`;
}
