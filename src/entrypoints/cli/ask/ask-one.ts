import { randomUUID } from "node:crypto";
import type { Audience } from "../../../access/audience.ts";
import type { Answer, Evidence, Turn } from "../../../answer/answer.ts";
import type { App } from "../../../app.ts";
import { answerDirectly } from "../../../conversation/answer-directly.ts";

/** Answers one question in this process, for these people with their groups, and keeps it. */
export async function askOne(
  text: string,
  history: Turn[],
  audience: Audience,
  app: App,
): Promise<Answer> {
  const question = { text, history, audience: await app.expandAudience(audience) };
  return answerDirectly(randomUUID(), question, {
    storage: app.storage,
    answering: app.answering,
    now: app.now,
    logger: app.logger,
  });
}

/** Why an answer was quoted although a language model is configured; undefined for all others. */
export async function troubleOf(answer: Answer, { storage }: App): Promise<string | undefined> {
  if (answer.outcome !== "degraded") return undefined;
  const evidence = (await storage.answers.get(answer.id))?.evidence as Evidence | undefined;
  return evidence?.trouble;
}
