import { type Audience, allowedAccessIds, EVERYONE } from "../access/audience.ts";
import type { Answer, Evidence } from "../answer/answer.ts";
import type { AnswerView, OwnVote, WebConversation } from "../chat/chat-platform.ts";
import { NotSignedInError } from "../chat/sign-in-provider.ts";
import { recordVote, VoteError } from "../feedback/record-vote.ts";
import type { AnswerRecord } from "../storage/storage.ts";
import { type AcceptDeps, acceptQuestion } from "./accept-question.ts";
import { type FollowDeps, followAnswer } from "./follow-answer.ts";
import {
  type ReadDeps,
  readCitation,
  readDocument,
  readEvidence,
  readStatus,
  staleCitations,
} from "./read-sources.ts";
import type { Readers } from "./signed-in/readers.ts";

export interface WebConversationDeps extends AcceptDeps, FollowDeps, ReadDeps {
  /** Undefined without sign-in: whoever opens the page is a full member and nothing more. */
  readers?: Readers | undefined;
}

const MAX_THREADS = 100;

/**
 * The conversation behind the web chat; what a browser, or whoever is signed in there, did not ask
 * does not exist for them.
 */
export function createWebConversation(deps: WebConversationDeps): WebConversation {
  const { storage, readers } = deps;

  /** @throws NotSignedInError, ChatError where nobody says what they may read: then it is nothing */
  async function audienceOf(askedBy: string | undefined, how: "now" | "lately"): Promise<Audience> {
    if (readers === undefined) return EVERYONE;
    const audience = askedBy === undefined ? undefined : await readers.audienceOf(askedBy, how);
    if (audience !== undefined) return audience;
    throw new NotSignedInError("Nobody is known there by this sign-in any more.");
  }

  async function ownAnswer(id: string, askedBy: string): Promise<AnswerRecord | undefined> {
    const record = await storage.answers.get(id);
    return record?.askedBy === askedBy && record.surface === "web" ? record : undefined;
  }

  async function finishedAnswer(id: string, askedBy: string) {
    const record = await ownAnswer(id, askedBy);
    return record?.outcome === undefined ? undefined : { record, answer: record.answer as Answer };
  }

  async function votesOf(answerId: string, voter: string): Promise<OwnVote[]> {
    const votes = await storage.feedback.votes(answerId);
    return votes.filter((vote) => vote.voter === voter);
  }

  async function view(record: AnswerRecord): Promise<AnswerView> {
    const answer = record.answer as Answer | undefined;
    return {
      id: record.id,
      threadId: record.threadId,
      question: record.question,
      askedAt: record.askedAt,
      answer,
      votes: await votesOf(record.id, record.askedBy),
      changedCitations:
        answer === undefined
          ? []
          : await staleCitations(answer, await audienceOf(record.askedBy, "lately"), deps),
    };
  }

  return {
    async ask(question) {
      const audience = await audienceOf(question.askedBy, "now");
      const accepted = await acceptQuestion({ ...question, surface: "web", audience }, deps);
      return { answerId: question.messageId, accepted };
    },
    async *events(answerId, askedBy, signal) {
      if ((await ownAnswer(answerId, askedBy)) === undefined) return;
      yield* followAnswer(answerId, deps, signal);
    },
    async answer(answerId, askedBy) {
      const record = await ownAnswer(answerId, askedBy);
      return record && view(record);
    },
    async thread(threadId, askedBy) {
      const records = await storage.answers.listThread(threadId);
      const own = records.filter((r) => r.askedBy === askedBy && r.surface === "web");
      return Promise.all(own.map(view));
    },
    threads: (askedBy) => storage.answers.listThreads(askedBy, MAX_THREADS, "web"),
    async vote({ citation, ...vote }) {
      if ((await finishedAnswer(vote.answerId, vote.voter)) === undefined) return undefined;
      try {
        const target = citation === 0 ? undefined : citation;
        const held = (await audienceOf(vote.voter, "lately")).flat();
        const byMember = held.includes("everyone");
        await recordVote({ ...vote, citation: target, byMember }, storage, deps.now());
      } catch (error) {
        if (error instanceof VoteError) return undefined;
        throw error;
      }
      return votesOf(vote.answerId, vote.voter);
    },
    async why(answerId, askedBy) {
      const finished = await finishedAnswer(answerId, askedBy);
      const evidence = finished?.record.evidence as Evidence | undefined;
      if (finished === undefined || evidence === undefined) return undefined;
      const { promptVersion } = finished.record;
      return {
        ...(await readEvidence(evidence, await audienceOf(askedBy, "lately"), deps)),
        model: finished.answer.model,
        promptVersion,
        timingsMs: finished.answer.timingsMs,
      };
    },
    async citation(answerId, askedBy, n) {
      const finished = await finishedAnswer(answerId, askedBy);
      const citation = finished?.answer.citations.find((c) => c.n === n);
      return citation && readCitation(citation, await audienceOf(askedBy, "lately"), deps);
    },
    async opened(answerId, askedBy, n) {
      const finished = await finishedAnswer(answerId, askedBy);
      if (finished?.answer.citations.some((citation) => citation.n === n) !== true) return false;
      const at = deps.now();
      await storage.feedback.opened({ answerId, citation: n, by: askedBy, at });
      return true;
    },
    async document(source, documentId, askedBy) {
      const audience = await audienceOf(askedBy, "lately");
      const allowed = allowedAccessIds(audience, await deps.accessLists());
      return readDocument(source, documentId, allowed, deps);
    },
    status: async (askedBy) => readStatus(await audienceOf(askedBy, "lately"), deps),
  };
}
