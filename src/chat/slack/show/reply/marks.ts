/** How the messages of an answer are found again. */
const ANSWER_EVENT = "footnote_answer";
/** How a sentence that was said is found again. */
const SAID_EVENT = "footnote_said";

export interface MessageMark {
  event_type: string;
  event_payload: Record<string, string>;
}

export function answerMark(answerId: string): MessageMark {
  return { event_type: ANSWER_EVENT, event_payload: { answer_id: answerId } };
}

/** The answer whose message has these metadata; only the bot's own count. */
export function readAnswerMark(metadata: unknown): string | undefined {
  const { event_payload: payload } = (metadata ?? {}) as {
    event_payload?: { answer_id?: unknown };
  };
  const id = payload?.answer_id;
  return typeof id === "string" && isMarked(metadata, answerMark(id)) ? id : undefined;
}

export function saidMark(key: string): MessageMark {
  return { event_type: SAID_EVENT, event_payload: { key } };
}

/** Whether metadata that Slack gives back are this mark. */
export function isMarked(metadata: unknown, { event_type, event_payload }: MessageMark): boolean {
  const found = (metadata ?? {}) as { event_type?: unknown; event_payload?: unknown };
  if (found.event_type !== event_type) return false;
  const payload = (found.event_payload ?? {}) as Record<string, unknown>;
  return Object.entries(event_payload).every(([name, value]) => payload[name] === value);
}
