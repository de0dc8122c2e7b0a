import type { Answer, Turn } from "../../answer/answer.ts";
import { type AnswerDeps, answerQuestion } from "../../answer/answer-question.ts";
import { numbered } from "../../answer/draft/draft-run.ts";
import { emptyAnswer } from "../../answer/empty-answer.ts";
import { prepareContext } from "../../answer/retrieval/prepare-context.ts";
import { retrievePassages } from "../../answer/retrieval/retrieve-passages.ts";
import { judgeSupport } from "../../answer/support/judge-support.ts";
import { termWeight } from "../../answer/term-weight.ts";
import { isDecline } from "../../answer/with-model/read-decline.ts";
import { markedNumbers, stripMarks } from "../../text/citation-marks.ts";
import { splitSentences } from "../../text/split-sentences.ts";
import type { Said } from "./judge-attack.ts";

/** A question by somebody who holds one group. */
export interface Asked {
  id: string;
  group: string;
  question: string;
  history: Turn[];
}

/** The whole answer; a question that cannot be answered is one failure, and the run goes on. */
export async function askAs(
  { id, group, question, history }: Asked,
  answering: AnswerDeps,
): Promise<Answer> {
  const asked = { text: question, history, audience: [[group]] };
  const { signal } = new AbortController();
  try {
    return (await answerQuestion(id, asked, answering, () => undefined, signal)).answer;
  } catch (error) {
    answering.logger.error({ error, answerId: id }, "A question failed");
    return emptyAnswer(id, "failed");
  }
}

/** `isRefused`: the passages have too little to do with the question for any writer to answer it. */
export interface Undefended extends Said {
  isRefused: boolean;
}

/**
 * What the writer says of the same passages when nothing is masked, checked or held back: what the
 * defence is measured against. A thread is part of the question here, as where nobody minds.
 */
export async function writeUndefended(asked: Asked, deps: AnswerDeps): Promise<Undefended> {
  const { signal } = new AbortController();
  const question = [...asked.history.map(({ text }) => text), asked.question].join("\n");
  const retrieval = await retrievePassages(
    {
      search: { text: asked.question, context: "" },
      audience: [[asked.group]],
      mode: "hybrid",
    },
    deps,
  );
  const passages = numbered(prepareContext(retrieval.passages, deps.writer));
  let text = "";
  if (passages.length > 0) {
    const weights = termWeight(retrieval.statistics);
    for await (const piece of deps.writer.write(
      { question, passages, termWeight: weights },
      signal,
    )) {
      text += piece;
    }
  }
  const isRefusal = markedNumbers(text).length === 0 && isDecline(text);
  const said = isRefusal ? "" : stripMarks(text);
  const sentences = splitSentences(said);
  const { score, threshold } = judgeSupport(
    asked.question,
    passages,
    sentences,
    retrieval,
    deps.writer,
  );
  return {
    text: said,
    sentences: sentences.map((sentence) => sentence.text),
    isRefused: score < threshold,
  };
}
