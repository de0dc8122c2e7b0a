import { isDecline } from "../../../answer/with-model/read-decline.ts";
import {
  citesExpectedDocument,
  hasExpectedDocument,
  isRefused,
  type JudgedAnswer,
  showsAccepted,
} from "../../../evaluation/judged-answer.ts";
import { groupOf } from "../../../evaluation/summarize-answers.ts";

/** What one writer made of the questions, in their order. */
export interface Written {
  group: string;
  answerable: boolean;
  /** 1: answered as it should be, or refused where nothing answers. */
  right: number;
  /** 1: the writer's own words were shown, with citations; 0: quotes had to follow; undefined: it refused. */
  cited: number | undefined;
  /** Of the sentences that it wrote, those that their passages support; undefined: it wrote none. */
  supported: number | undefined;
  refused: number;
  writeMs: number;
}

export function scoreAnswer(one: JudgedAnswer): Written {
  const { question, answer, evidence } = one;
  const { outcome, citations, sentences } = answer;
  const isOwn = outcome === "answered" && citations.length > 0;
  const isRight = question.answerable ? isOwn && isAsExpected(one) : isRefused(one);
  // That it refuses is no sentence of an answer.
  const dropped = evidence?.dropped.filter(({ text }) => !isDecline(text)).length ?? 0;
  const written = (isOwn ? sentences.length : 0) + dropped;
  return {
    group: groupOf(question),
    answerable: question.answerable,
    right: Number(isRight),
    cited: isRefused(one) && dropped === 0 ? undefined : Number(isOwn),
    supported: written === 0 ? undefined : (isOwn ? sentences.length : 0) / written,
    refused: Number(isRefused(one)),
    writeMs: answer.timingsMs.write,
  };
}

/** It cites a right document, and says what is accepted; of what no case says nothing is asked. */
function isAsExpected(one: JudgedAnswer): boolean {
  const { answers, mentions = [] } = one.question;
  const says = answers.length + mentions.length === 0 || showsAccepted(one);
  return says && (!hasExpectedDocument(one) || citesExpectedDocument(one));
}
