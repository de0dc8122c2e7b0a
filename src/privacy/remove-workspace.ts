import type { Storage } from "../storage/storage.ts";

/**
 * All that is kept of a workspace goes; that it went, and when, stays. What came since, after it was
 * installed again, is left alone. How many questions it was; undefined where that was done before.
 */
export async function removeWorkspace(
  { workspaceId, removedAt: at }: { workspaceId: string; removedAt: number },
  actor: string,
  { storage }: { storage: Pick<Storage, "rooms" | "audit"> },
): Promise<number | undefined> {
  const workspace = await storage.rooms.rooms.get(workspaceId);
  if ((workspace?.closedAt ?? 0) >= at) return undefined;
  const answers = await storage.rooms.removeWorkspace(workspaceId, at);
  // Events of before that are still to come must not bring anything back.
  await storage.rooms.rooms.change(workspaceId, { closedAt: at });
  const detail = { workspaceId, answers };
  await storage.audit.append({ at, actor, action: "workspace.removed", detail });
  return answers;
}
