import { EVERYONE } from "../../../src/access/audience.ts";
import type { Answer } from "../../../src/answer/answer.ts";
import type { App } from "../../../src/app.ts";
import { newRecord } from "../../../src/conversation/accept-question.ts";
import { answerAccepted } from "../../../src/conversation/answer-accepted.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import { proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../src/feedback/verified/review-verified.ts";
import type { DemoQuestion } from "./demo-set.ts";

/** Of votes, and of what experts name, so much is wrong. */
const NOISE = 0.15;
const PEOPLE = 60;
const SOURCE = "demo";

/** People who ask, vote by whether an answer rests on what answers the question, and err now and then. */
export function createPeople(app: App, random: () => number) {
  const { signal } = new AbortController();
  const { storage, index, now } = app;
  let asked = 0;

  async function ask({
    text,
  }: DemoQuestion): Promise<{ id: string; person: string; answer: Answer }> {
    asked += 1;
    const id = `demo-${asked}`;
    const person = `person ${Math.floor(random() * PEOPLE)}`;
    const question = { messageId: id, threadId: id, surface: "web", askedBy: person };
    await storage.answers.create(newRecord({ ...question, text, audience: EVERYONE }, now()));
    await answerAccepted(id, app, signal);
    const answer = (await storage.answers.get(id))?.answer as Answer;
    return { id, person, answer };
  }

  /** Whether it is right, as its asker sees it. */
  function isLiked(answer: Answer, { gold }: DemoQuestion): boolean {
    const cited = answer.citations.map(({ documentId }) => documentId);
    const right =
      gold.length === 0 ? answer.outcome === "not-found" : gold.some((id) => cited.includes(id));
    return random() < NOISE ? !right : right;
  }

  return {
    /** Asks, and votes. */
    async askAndVote(question: DemoQuestion) {
      const { id, person, answer } = await ask(question);
      const liked = isLiked(answer, question);
      const vote = liked
        ? ({ vote: "up" } as const)
        : ({ vote: "down", reason: "wrong-source" } as const);
      await recordVote({ answerId: id, voter: person, ...vote }, storage, now());
      return { id, liked };
    },

    /** An expert says where the answer stands; now and then it stands elsewhere. */
    async correct(answerId: string, { text, gold }: DemoQuestion, others: readonly string[]) {
      const right = random() >= NOISE;
      const named = right ? gold : [others[Math.floor(random() * others.length)] ?? ""];
      const documents = named.map((documentId) => ({ source: SOURCE, documentId }));
      const draft = await proposeVerified(
        {
          ...{ origin: "admin", createdBy: "expert", answerId, question: text, documents },
          ...{ text: `It is written in ${named.join(" and ")}.`, audience: [...EVERYONE] },
        },
        { storage, index, now },
      );
      const reviewer = { id: `expert ${Math.floor(random() * 5)}` };
      await acceptVerified(draft.id, {}, reviewer, { storage, index, now });
    },
  };
}

export { SOURCE as DEMO_SOURCE };
