import type { Audience } from "../../access/audience.ts";
import type { Answer, AnswerProgress, Question, Turn } from "../../answer/answer.ts";
import type { AnswerDeps, AnsweredQuestion } from "../../answer/answer-question.ts";
import { answerQuestion } from "../../answer/answer-question.ts";
import {
  type RetrieveDeps,
  type RetrievedPassage,
  retrievePassages,
  type SearchMode,
} from "../../answer/retrieval/retrieve-passages.ts";

export const MODES: readonly SearchMode[] = ["hybrid", "keyword", "vector"];

/** All that an asker gets to see of one question, `why` included. */
export interface ShownAnswer extends AnsweredQuestion {
  progress: AnswerProgress[];
}

export async function askAs(
  audience: Audience,
  text: string,
  deps: AnswerDeps,
  history: Turn[] = [],
): Promise<ShownAnswer> {
  const question: Question = { text, history, audience };
  const progress: AnswerProgress[] = [];
  const { signal } = new AbortController();
  const show = (one: AnswerProgress) => progress.push(one);
  return { ...(await answerQuestion("probe", question, deps, show, signal)), progress };
}

/** As `search` prints it. */
export async function searchAs(
  audience: Audience,
  text: string,
  mode: SearchMode,
  deps: RetrieveDeps & Pick<AnswerDeps, "documentUrl">,
) {
  const search = { text, context: "" };
  const { passages } = await retrievePassages({ search, audience, mode }, deps);
  return passages.map(({ documentId, source, title, url, path, headings, text }) => {
    const shownUrl = url ?? deps.documentUrl(source, documentId);
    return { documentId, source, title, url: shownUrl, path, headings, text };
  });
}

/** Each document once, by its best passage. */
export function rankDocuments(passages: readonly Pick<RetrievedPassage, "documentId">[]): string[] {
  return [...new Set(passages.map(({ documentId }) => documentId))];
}

/** What two answers to the same question have to share where the same documents may be read. */
export function gistOf({ answer, evidence }: ShownAnswer): string {
  const { outcome, text, citations, nearest, warnings, choices }: Answer = answer;
  const named = [...citations, ...nearest].map(({ documentId }) => documentId);
  const considered = evidence.considered.map(({ documentId }) => documentId);
  return JSON.stringify({ outcome, text, named, considered, warnings, choices });
}
