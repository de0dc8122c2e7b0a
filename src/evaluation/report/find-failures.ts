import {
  citesExpectedDocument,
  hasExpectedDocument,
  isAnswered,
  isRefused,
  type JudgedAnswer,
  showsAccepted,
} from "../judged-answer.ts";

/** One way to go wrong, with every question that did. */
export interface FailureKind {
  id: string;
  title: string;
  /** What it means, in a sentence. */
  means: string;
  found: JudgedAnswer[];
  /** How many could have gone wrong this way, and what they are. */
  of: number;
  ofWhat: string;
}

type Describe = Omit<FailureKind, "found" | "of">;

/** Every kind, also those that nothing belongs to. An answer may belong to several. */
export function findFailures(judged: JudgedAnswer[]): FailureKind[] {
  const answerable = judged.filter(({ question }) => question.answerable);
  const unanswerable = judged.filter(({ question }) => !question.answerable);
  const answered = answerable.filter(isAnswered);
  const withAccepted = answered.filter(({ question }) => question.answers.length > 0);
  const withDocument = answered.filter(hasExpectedDocument);
  return [
    kind(REFUSED, answerable, isRefused),
    kind(OTHER_ANSWER, withAccepted, (one) => !showsAccepted(one)),
    kind(GUESSED, unanswerable, isAnswered),
    kind(OTHER_DOCUMENT, withDocument, (one) => !citesExpectedDocument(one)),
    kind(DROPPED, judged, ({ evidence }) => (evidence?.dropped.length ?? 0) > 0),
    kind(ASKED_BACK, judged, ({ answer }) => answer.outcome === "clarify"),
    kind(BROKEN, judged, ({ answer }) => BROKEN_OUTCOMES.has(answer.outcome)),
  ];
}

function kind(
  description: Describe,
  among: JudgedAnswer[],
  isOne: (one: JudgedAnswer) => boolean,
): FailureKind {
  return { ...description, found: among.filter(isOne), of: among.length };
}

const BROKEN_OUTCOMES: ReadonlySet<string> = new Set(["degraded", "failed", "busy"]);

const REFUSED: Describe = {
  id: "refused",
  title: "Refused, though the documents answer it",
  means: "The outcome is not-found, and the data names an answer.",
  ofWhat: "answerable questions",
};
const OTHER_ANSWER: Describe = {
  id: "other-answer",
  title: "Answered, but not with an accepted answer",
  means: "None of the accepted answers occurs in the text; it may still be right in other words.",
  ofWhat: "answered questions with accepted answers",
};
const GUESSED: Describe = {
  id: "guessed",
  title: "Answered, though the documents do not say",
  means: "The data calls the question unanswerable, and an answer was shown.",
  ofWhat: "unanswerable questions",
};
const OTHER_DOCUMENT: Describe = {
  id: "other-document",
  title: "Cites other documents than the expected one",
  means: "No citation leads to a document that the data expects.",
  ofWhat: "answered questions with an expected document",
};
const DROPPED: Describe = {
  id: "dropped",
  title: "Sentences dropped by the check",
  means: "The writer wrote them; they were never shown, for the reason given.",
  ofWhat: "questions",
};
const ASKED_BACK: Describe = {
  id: "asked-back",
  title: "Asked back",
  means: "The question was taken to have several readings (clarify), so it was not answered.",
  ofWhat: "questions",
};
const BROKEN: Describe = {
  id: "broken",
  title: "Degraded, failed or busy",
  means: "The writer was away and passages were quoted, something went wrong, or a limit was hit.",
  ofWhat: "questions",
};
