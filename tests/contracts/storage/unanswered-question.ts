import type { AnswerRecord } from "../../../src/storage/storage.ts";

export function unansweredQuestion(id: string): AnswerRecord {
  return {
    id,
    threadId: "thread",
    surface: "web",
    askedBy: "session",
    askedAt: 1_800_000_000_000,
    question: `Question ${id}?`,
    audience: [["everyone"], ["everyone", "group:hr"]],
    outcome: undefined,
    finishedAt: undefined,
    answer: undefined,
    evidence: undefined,
    promptVersion: undefined,
    retrievalVersion: undefined,
  };
}
