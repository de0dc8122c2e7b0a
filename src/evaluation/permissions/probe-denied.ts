import type { Audience } from "../../access/audience.ts";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import type { EarlierAnswer, EvaluationSurfaces } from "../workspace.ts";
import { type ProbedDocument, readerOf } from "./company-data/read-permissions.ts";
import type { LeakNotes } from "./note-leaks.ts";
import { askAs, type ShownAnswer } from "./probe-surfaces.ts";

export const FOLLOW_UP = "And what else does it say about that?";
/** An answer that rests on nothing but somebody's word, for the members of a group of its own. */
export const WORD_OF_MOUTH = {
  id: "a verified answer",
  title: "",
  text: "Only those it was written for hear of the zyxolite quorvane protocol.",
  group: "group:zyxolite-quorvane",
};
const MOST_KEPT = 2_000;
const QUOTED_WORDS = 40;

export interface Denied {
  question: string;
  document: ProbedDocument;
  /** What the user who may not read it holds. */
  principals: string[];
  notes: LeakNotes;
  isReadable: (audience: Audience) => (documentId: string) => boolean;
}

/** Probes what others knew rightly, and what a user may not learn from that. */
export function createDeniedProber(answering: AnswerDeps, surfaces: EvaluationSurfaces) {
  const ofReaders = new Map<string, ShownAnswer>();
  const { expandAudience } = surfaces;
  const withVerified = { ...answering, findVerified: surfaces.findVerified };

  async function readersAnswer(reader: Audience, question: string): Promise<ShownAnswer> {
    const key = JSON.stringify([reader, question]);
    const known = ofReaders.get(key) ?? (await askAs(reader, question, answering));
    if (ofReaders.size > MOST_KEPT) ofReaders.clear();
    ofReaders.set(key, known);
    return known;
  }

  async function followUp(earlier: EarlierAnswer, { principals, notes }: Denied): Promise<void> {
    const user = await expandAudience([principals]);
    const turns = await surfaces.history(earlier, user);
    notes.look("followUp", turns);
    notes.look("followUp", await askAs(user, FOLLOW_UP, answering, turns));
  }

  /** Answers that people stand for: on somebody's word alone, and on the document. */
  async function probeVerified(denied: Denied): Promise<void> {
    const { question, document, principals, notes, isReadable } = denied;
    const { group, text } = WORD_OF_MOUTH;
    const holder = [...readerOf(document), group];
    const kept = [
      await surfaces.verify({ question, text, documentId: undefined, audience: [[group]] }),
    ];
    try {
      const people = [principals, holder];
      const [user, both] = [await expandAudience([principals]), await expandAudience(people)];
      notes.look("verified", await askAs(user, question, withVerified));
      notes.look("verified", await askAs(both, question, withVerified), {
        isReadable: isReadable(people),
      });
      const audience = await expandAudience([holder]);
      const { answer } = await askAs(audience, question, withVerified);
      await followUp({ question, audience, answer }, denied);
      if ((await surfaces.document(document.id, [readerOf(document)])) === undefined) return;
      const words = document.text.split(/\s+/).slice(0, QUOTED_WORDS).join(" ");
      const said = { question, text: `${words} [1]`, documentId: document.id };
      kept.push(await surfaces.verify({ ...said, audience: [["public"]] }));
      notes.look("verified", await askAs(user, question, withVerified));
    } finally {
      for (const one of kept) await one.remove();
    }
  }

  return async (denied: Denied): Promise<void> => {
    const { question, document, principals, notes } = denied;
    const user = await expandAudience([principals]);
    notes.look("document", await surfaces.document(document.id, user));
    const reader = await expandAudience([readerOf(document)]);
    const { answer } = await readersAnswer(reader, question);
    for (const citation of answer.citations) {
      // Whoever asks for it was told its title and place once, but may not read on.
      const { quote, quotes, passageText } = await surfaces.citation(citation, user);
      notes.look("citation", { quote, quotes, passageText });
    }
    await followUp({ question, audience: reader, answer }, denied);
    await probeVerified(denied);
  };
}
