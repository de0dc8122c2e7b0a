import { allowedAccessIds } from "../../access/audience.ts";
import { isWrittenFor } from "../../access/is-written-for.ts";
import type { AnswerRecord, ReplyRecord, Storage, VerifiedAnswer } from "../../storage/storage.ts";
import { isPrivatePlace } from "../reports/private-place.ts";
import { writtenFor } from "../verified/written-for.ts";
import type { QueueReader } from "./reviewer.ts";

/** What a reviewer may be shown at this moment. */
export interface Sight {
  ofVerified(verified: VerifiedAnswer): Promise<boolean>;
  ofAnswer(record: AnswerRecord, reply: ReplyRecord | undefined): Promise<boolean>;
  /** Its title, where they may read it. */
  ofDocument(source: string, documentId: string): Promise<string | undefined>;
}

interface SightDeps {
  storage: Pick<Storage, "accessLists" | "documents">;
}

/**
 * To review is not to read everything: a reviewer sees what was written for them, or said in a room
 * that they are in, and of that only what rests on documents that they may read.
 */
export async function openSight(reader: QueueReader, { storage }: SightDeps): Promise<Sight> {
  const allowed = new Set(allowedAccessIds(reader.audience, await storage.accessLists.list()));
  const rooms = new Map<string, Promise<boolean>>();
  const isIn = (roomId: string): Promise<boolean> => {
    const known = rooms.get(roomId) ?? reader.isIn(roomId);
    rooms.set(roomId, known);
    return known;
  };

  return {
    async ofVerified({ audience, citations, createdBy, roomId }) {
      for (const { source, documentId, accessId } of citations) {
        const document = await storage.documents.get(source, documentId);
        if (!allowed.has(document?.accessId ?? accessId)) return false;
      }
      if (createdBy === reader.id || isWrittenFor(reader.audience, audience)) return true;
      // A room's own answers are for whoever is in it; those of one person are not.
      const isRooms = roomId !== undefined && audience.some((list) => list.every(isOfRoom(roomId)));
      return isRooms && isIn(roomId);
    },
    async ofAnswer(record, reply) {
      if (reply?.withdrawnAt !== undefined) return false;
      for (const { source, documentId } of citedIn(record)) {
        const document = await storage.documents.get(source, documentId);
        if (document === undefined || !allowed.has(document.accessId)) return false;
      }
      if (record.askedBy === reader.id) return true;
      const isOfOne = reply?.onlyTo !== undefined || reply?.again?.because === "as-is";
      if (isOfOne) return false;
      const { roomId, roomKind } = reply ?? {};
      const place = { surface: record.surface, roomId, roomKind, onlyTo: reply?.onlyTo };
      if (roomKind === "closed" && roomId !== undefined) return isIn(roomId);
      return !isPrivatePlace(place) && isWrittenFor(reader.audience, writtenFor(record, reply));
    },
    async ofDocument(source, documentId) {
      const document = await storage.documents.get(source, documentId);
      return document !== undefined && allowed.has(document.accessId) ? document.title : undefined;
    },
  };
}

/** `slack:T1:C1` is the room of those who hold `slack-channel:T1:C1`. */
function isOfRoom(roomId: string): (principal: string) => boolean {
  return (principal) => principal === roomId.replace(":", "-channel:");
}

function citedIn({ answer }: AnswerRecord): { source: string; documentId: string }[] {
  return (answer as { citations?: { source: string; documentId: string }[] })?.citations ?? [];
}
