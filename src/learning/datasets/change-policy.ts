import { AdminError } from "../../sources/sources-deps.ts";
import { type Platform, PURPOSES, type Purpose } from "../../storage/ports/dataset-storage.ts";
import type { Storage } from "../../storage/storage.ts";

interface PolicyDeps {
  storage: Pick<Storage, "datasets" | "audit">;
  now: () => number;
}

const LONGEST_BASIS = 1_000;

/** Notes that a platform's texts may serve a purpose, who says so and on what grounds. @throws AdminError */
export async function allowTexts(
  { platform, purpose, basis }: { platform: Platform; purpose: Purpose; basis: string },
  actor: string,
  { storage, now }: PolicyDeps,
): Promise<void> {
  const grounds = basis.trim();
  if (grounds === "" || grounds.length > LONGEST_BASIS) {
    throw new AdminError(
      `Say on what grounds texts of ${platform} may be used, in ${LONGEST_BASIS} characters at most: --basis "…".`,
    );
  }
  const policy = { platform, purpose, basis: grounds, allowedBy: actor, allowedAt: now() };
  const detail = { platform, purpose, basis: grounds };
  // Said before it holds: what the log cannot take is not allowed.
  await storage.audit.append({ at: now(), actor, action: "texts.allowed", detail });
  await storage.datasets.allow(policy);
}

/** From here on they may not; undefined: for no purpose. Which they had been allowed for. */
export async function revokeTexts(
  platform: Platform,
  purpose: Purpose | undefined,
  actor: string,
  { storage, now }: PolicyDeps,
): Promise<Purpose[]> {
  const revoked: Purpose[] = [];
  for (const one of purpose === undefined ? PURPOSES : [purpose]) {
    if (!(await storage.datasets.revoke(platform, one))) continue;
    const detail = { platform, purpose: one };
    await storage.audit.append({ at: now(), actor, action: "texts.revoked", detail });
    revoked.push(one);
  }
  return revoked;
}
