import { type AdminReply, sentence } from "../../chat/admin-reply.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { DigestRecord } from "../../storage/ports/administration-storage.ts";
import { type AdminDeps, asTyped } from "../admin-command.ts";
import { isAdminNow } from "../may-administer.ts";
import { nameOwners } from "../owners/name-owners.ts";
import { composeDigest } from "./compose-digest.ts";
import { describeDigest } from "./describe-digest.ts";
import { refuseReaders } from "./refuse-readers.ts";

export type SendDeps = Pick<
  AdminDeps,
  "storage" | "platforms" | "administering" | "logger" | "now"
>;

/** `room`: all in it are admins; `person`: the one who set it; `off`: nobody may have it any more. */
export type SentTo = "room" | "person" | "off";

/**
 * Sends what a digest says now to where it belongs, if everybody there may administer Footnote at
 * this moment, and otherwise to the one who set it, alone. `key` keeps it from being sent twice.
 * @throws ChatError when a later try may succeed
 */
export async function sendDigest(
  digest: DigestRecord,
  key: string,
  deps: SendDeps,
): Promise<SentTo> {
  const { roomId, workspaceId, setBy } = digest;
  const platform = platformOf(workspaceId, deps.platforms);
  const refusal = roomId === undefined ? undefined : await refuseReaders(roomId, deps);
  const toRoom = roomId !== undefined && refusal === undefined;
  if (!toRoom && !(await isAdminNow(setBy, deps))) {
    await turnOff(digest, "Nobody who may have it is left.", deps);
    return "off";
  }
  const reply = await tellDigest(deps);
  try {
    if (toRoom) await platform.post({ roomId, workspaceId }, reply, key);
    else {
      const to = { person: setBy, workspaceId };
      await platform.tell(to, refusal === undefined ? reply : noted(reply, refusal), key);
    }
    return toRoom ? "room" : "person";
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    await stopDigest(digest, error, deps);
    return "off";
  }
}

/** What a digest says now, with those who own sources by their names. */
export async function tellDigest(
  deps: Pick<SendDeps, "storage" | "platforms" | "administering" | "now">,
): Promise<AdminReply> {
  const digest = await composeDigest(deps);
  const names = await nameOwners([...digest.gaps, ...digest.disliked], deps);
  return describeDigest(digest, names);
}

/** What would have said it is gone: the one who set it is told, once, and it is off. */
export async function stopDigest(
  digest: DigestRecord,
  why: ChatError | undefined,
  deps: Omit<SendDeps, "administering">,
): Promise<void> {
  const { workspaceId, setBy, setAt } = digest;
  const reason = why === undefined ? "" : ` ${why.message}`;
  const way = asTyped("digest here", digest, deps);
  const said = `I can no longer write where the weekly digest appeared, so it is off.${reason} Set it anew with ${way}, in a private channel of admins.`;
  try {
    const platform = platformOf(workspaceId, deps.platforms);
    const to = { person: setBy, workspaceId };
    await platform.tell(to, sentence(said), `digest-off:${workspaceId}:${setAt}`);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.warn({ error, workspaceId }, "Nobody could be told that the digest is off");
  }
  await turnOff(digest, "It could not be sent.", deps);
}

async function turnOff(
  digest: DigestRecord,
  because: string,
  { storage, logger, now, platforms }: Omit<SendDeps, "administering">,
): Promise<void> {
  const { workspaceId, roomId } = digest;
  if (!(await storage.administration.digests.remove(digest))) return;
  const detail = { workspaceId, room: roomId ?? null, because };
  const actor = platformOf(workspaceId, platforms).name;
  await storage.audit.append({ at: now(), actor, action: "digest.off", detail });
  logger.warn({ workspaceId, because }, "The weekly digest is off");
}

function noted({ parts }: AdminReply, refusal: string): AdminReply {
  const text = `The weekly digest comes to you alone this time. About where it is set: ${refusal}`;
  return { parts: [{ type: "text", text }, ...parts] };
}
