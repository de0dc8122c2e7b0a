import { allowedAccessIds } from "../../access/audience.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { ReplyRecord } from "../../storage/storage.ts";
import { mayStillSee } from "../read-history.ts";
import type { RoomDeps } from "../rooms/accept-room-question.ts";
import type { PrivateAnswer } from "./find-private.ts";

export interface Refusal {
  /** `off`: nobody has allowed it there, so that it is not spoken of either. */
  because: "off" | "outsiders" | "other";
  sentence: string;
}

/**
 * Why a private answer may not be shown to a room as it is at this moment; undefined where it may.
 * @throws ChatError when the platform does not say
 */
export async function refuseAsIs(
  { roomId, askedBy: by, roomKind }: ReplyRecord,
  { answer }: PrivateAnswer,
  { storage, platforms }: Pick<RoomDeps, "storage" | "platforms">,
): Promise<Refusal | undefined> {
  const platform = platformOf(roomId, platforms);
  const word = await platform.roomWord(roomId);
  const room = await storage.rooms.rooms.get(roomId);
  if (room?.shareAsIs !== true) {
    const sentence = `Answers are not shared as they are in that ${word}: an admin can allow it.`;
    return { because: "off", sentence };
  }
  if (!(await platform.isMember(by))) {
    return other("Only full members can share an answer as it is.");
  }
  const reach = await platform.reachOf(by, roomId);
  if (reach === undefined) {
    return other(`That works where both you and I are: one of us is not in that ${word} any more.`);
  }
  if (reach === "outside") {
    const sentence =
      "Where people of other companies take part, no answer is ever shared as it is.";
    return { because: "outsiders", sentence };
  }
  // What people stand for is shown to those whom it was written for, and nobody else.
  if (answer.verified !== undefined) return other("A verified answer is not shared as it is.");
  const { sources } = room;
  if (sources !== undefined && !answer.citations.every(({ source }) => sources.includes(source))) {
    return other(`That ${word} uses other sources than your answer does.`);
  }
  const audience = await platform.audienceOf({ roomId, roomKind, askedBy: by, onlyTo: by });
  const allowed = new Set(allowedAccessIds(audience, await storage.accessLists.list()));
  if (await mayStillSee(answer, audience, allowed, storage)) return undefined;
  return other(
    "One of its sources is gone, or not yours to open any more: ask your question anew.",
  );
}

function other(sentence: string): Refusal {
  return { because: "other", sentence };
}
