import type { Audience } from "../../access/audience.ts";
import { ChatError } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AnswerRecord, ReplyRecord } from "../../storage/storage.ts";
import {
  type AnswerAcceptedDeps,
  type PreparedQuestion,
  prepareFromRecord,
} from "../answer-accepted.ts";
import { readHistory } from "../read-history.ts";
import type { RoomDeps } from "./accept-room-question.ts";
import { roomAudience } from "./room-audience.ts";

type PrepareDeps = Pick<RoomDeps, "platforms" | "now" | "logger"> &
  Pick<AnswerAcceptedDeps, "storage" | "answering">;

/** Less than when a question is accepted: here, one of few workers waits. */
const BRIEF = { tries: 2, patienceMs: 4_000 };
/** Who is there is asked for again after this long. */
const SETTLED_MS = 1_000;
const NOBODY_KNOWN =
  "I could not find out who would see this answer, so I may not use any document for it. Please ask again in a while.";

/**
 * Settles a room's question right before it is answered: who sees the answer now, joined with who did
 * when it was asked, the room's sources, the thread's turns. Questions of elsewhere pass through.
 */
export function createRoomPreparation(
  deps: PrepareDeps,
): (record: AnswerRecord) => Promise<PreparedQuestion> {
  const prepareOther = prepareFromRecord(deps);
  return async (record) => {
    const reply = await deps.storage.rooms.replies.get(record.id);
    if (reply === undefined) return prepareOther(record);
    if (reply.withdrawnAt !== undefined) return "gone";
    return prepare(record, reply, deps);
  };
}

async function prepare(
  record: AnswerRecord,
  reply: ReplyRecord,
  deps: PrepareDeps,
): Promise<PreparedQuestion> {
  const { storage, answering } = deps;
  const platform = platformOf(reply.roomId, deps.platforms);
  let seenBy: Audience;
  try {
    seenBy = await roomAudience(platform, reply, BRIEF);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    deps.logger.warn({ error, answerId: record.id }, "The audience of an answer could not be told");
    return { refusal: NOBODY_KNOWN };
  }
  // An empty list means that nobody is known to see it, never that nobody has to be asked for.
  const audience = seenBy.length === 0 ? [] : [...record.audience, ...seenBy];
  const settledAt = deps.now();
  const begun = await storage.rooms.replies.begin(record.id, audience, settledAt);
  if (begun === undefined) return "gone";
  const room = await storage.rooms.rooms.get(reply.roomId);
  return {
    text: begun.question,
    audience: begun.audience,
    async readAudience() {
      const { audience } = begun;
      if (audience.length === 0 || deps.now() - settledAt < SETTLED_MS) return audience;
      const seenNow = await roomAudience(platform, reply, BRIEF).catch((error: unknown) => {
        if (!(error instanceof ChatError)) throw error;
        // Taken out of the room meanwhile, or the platform is away: then it is for nobody.
        deps.logger.warn({ error, answerId: record.id }, "The audience could not be told again");
        return [];
      });
      return seenNow.length === 0 ? [] : [...audience, ...seenNow];
    },
    history: await readHistory(await basisOf(begun, reply, deps), storage, answering.accessLists),
    sources: room?.sources,
  };
}

/** A question that is asked again is read as the first one was, by those who see it this time. */
export async function basisOf(
  record: AnswerRecord,
  { again }: ReplyRecord,
  { storage }: Pick<PrepareDeps, "storage">,
): Promise<AnswerRecord> {
  let basis = record;
  // A private answer may be shared: then the question is that of the room it came from.
  for (let of = again?.of; of !== undefined; ) {
    const [first, reply] = [await storage.answers.get(of), await storage.rooms.replies.get(of)];
    if (first === undefined) break;
    basis = { ...first, audience: record.audience };
    of = reply?.again?.of;
  }
  return basis;
}
