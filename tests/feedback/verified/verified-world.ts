import { expect } from "vitest";
import type { Audience } from "../../../src/access/audience.ts";
import type { Question } from "../../../src/answer/answer.ts";
import type { App } from "../../../src/app.ts";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import { type Proposal, proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../src/feedback/verified/review-verified.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";

export const BOSS = { id: "slack:T1:U9", name: "Rosa Boss" };
export const PAGES = {
  "leave.md":
    "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
  "bonus.md": "# Bonus pool\n\nThe bonus pool for executives is 730000 EUR a year.\n",
  "_access.yaml": "bonus.md: [group:finance]\n",
};
export const LEAVE = { source: "handbook", documentId: "leave.md" };
export const BONUS = { source: "handbook", documentId: "bonus.md" };
export const MEMBER: Audience = [["everyone"]];
export const FINANCE: Audience = [["everyone", "group:finance"]];
export const QUESTION = "How long does the probation period last?";
export const TEXT = "Six months, says the works council.";

/** The application with two pages, one of them for the finance group alone. */
export async function openVerifiedWorld() {
  const app = await openApp();
  const folder = await syncFiles(app, PAGES);
  let asked = 0;
  const ask = (text: string, audience: Audience, more: Partial<Question> = {}) => {
    asked += 1;
    return answerDirectly(`q${asked}`, { text, audience, history: [], ...more }, app);
  };
  return {
    app,
    ask,
    sync: (files: Record<string, string>) => syncFiles(app, files, folder),
    verify: (proposal: Partial<Proposal>) => verify(app, proposal),
    /** What was given, unless it was the verified answer. */
    async seesNothing(audience: Audience, question = QUESTION, more: Partial<Question> = {}) {
      const answer = await ask(question, audience, more);
      expect(answer.verified).toBeUndefined();
      expect(JSON.stringify(answer)).not.toMatch(/works council|Rosa/);
    },
  };
}

async function verify(app: App, proposal: Partial<Proposal>) {
  const { id } = await proposeVerified(
    {
      question: QUESTION,
      text: TEXT,
      audience: MEMBER,
      origin: "admin",
      createdBy: "x",
      ...proposal,
    },
    app,
  );
  return acceptVerified(id, {}, BOSS, app);
}
