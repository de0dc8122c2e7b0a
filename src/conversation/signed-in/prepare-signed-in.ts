import type { Audience } from "../../access/audience.ts";
import { ChatError } from "../../chat/chat-error.ts";
import type { AnswerRecord } from "../../storage/storage.ts";
import type { AnswerAcceptedDeps, PreparedQuestion } from "../answer-accepted.ts";
import { readHistory } from "../read-history.ts";
import type { Readers } from "./readers.ts";

export interface PrepareSignedInDeps extends Pick<AnswerAcceptedDeps, "storage" | "answering"> {
  readers: Readers;
  logger: AnswerAcceptedDeps["logger"];
  now: () => number;
}

type Prepare = (record: AnswerRecord) => Promise<PreparedQuestion>;

/** They are asked about again after this long. */
const SETTLED_MS = 1_000;
const NOBODY_KNOWN =
  "I could not find out what you may read, so I may not use any document for this answer. Please ask again in a while.";

/**
 * Settles a question of somebody who is signed in right before it is answered: what they may read
 * now, and might when they asked. All others go on to `prepareOther`.
 */
export function createSignedInPreparation(
  deps: PrepareSignedInDeps,
  prepareOther: Prepare,
): Prepare {
  return async (record) => (isSignedIn(record) ? prepare(record, deps) : prepareOther(record));
}

/** Browsers without sign-in have ids that begin with `web:`. */
function isSignedIn({ surface, askedBy }: AnswerRecord): boolean {
  return surface === "web" && !askedBy.startsWith("web:");
}

async function prepare(record: AnswerRecord, deps: PrepareSignedInDeps): Promise<PreparedQuestion> {
  const { storage, answering, readers, now } = deps;
  const seenBy = async (): Promise<Audience> => {
    const audience = await readers.audienceOf(record.askedBy, "now");
    return audience === undefined ? [] : [...record.audience, ...audience];
  };
  let audience: Audience;
  try {
    audience = await seenBy();
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    deps.logger.warn({ error, answerId: record.id }, "What an asker may read could not be told");
    return { refusal: NOBODY_KNOWN };
  }
  if (audience.length === 0) return { refusal: NOBODY_KNOWN };
  const settledAt = now();
  return {
    text: record.question,
    audience,
    readAudience: async () => (now() - settledAt < SETTLED_MS ? audience : seenBy()),
    history: await readHistory({ ...record, audience }, storage, answering.accessLists),
  };
}
