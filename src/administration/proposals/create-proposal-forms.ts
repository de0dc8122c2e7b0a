import type { Answer } from "../../answer/answer.ts";
import type { ProposalForms } from "../../chat/proposal-forms.ts";
import { checkQuestion, checkText, ownQuestion } from "../../feedback/verified/propose-verified.ts";
import { mistakeIn } from "../forms/say-mistakes.ts";
import { findSubject, type SubjectDeps } from "./find-subject.ts";

export interface ProposalFormsDeps extends SubjectDeps {
  mayAdminister: (person: string) => Promise<boolean>;
}

/** What is asked of somebody who proposes a message as a verified answer. */
export function createProposalForms(deps: ProposalFormsDeps): ProposalForms {
  return {
    async find(person, target, said) {
      const found = await findSubject(person, target, deps);
      if (found.type === "refused") return found;
      const record = found.subject?.record;
      const answer = record?.answer as Answer | undefined;
      const question = record?.answer === undefined ? record?.question : ownQuestion(record);
      const form = {
        target,
        question: question ?? "",
        text: target.answerId === undefined ? said : (answer?.text ?? ""),
        mayVerify: await deps.mayAdminister(person),
      };
      return { type: "form", form };
    },
    async check(person, target, { question, text }) {
      const errors = {
        ...mistakeIn("question", () => checkQuestion(question)),
        ...mistakeIn("text", () => checkText(text)),
      };
      if (Object.keys(errors).length > 0) return { type: "errors", errors };
      const found = await findSubject(person, target, deps);
      return found.type === "refused" ? found : { type: "accepted" };
    },
  };
}
