import { type Audience, allowedAccessIds } from "../../access/audience.ts";
import { isWrittenFor } from "../../access/is-written-for.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { withPatience } from "../../chat/with-patience.ts";
import type { TitledDocument } from "../../storage/ports/home-storage.ts";
import { questionsAbout } from "../../text/question/questions-about.ts";
import { words } from "../../text/tokenize.ts";
import type { AdminDeps } from "../admin-command.ts";

type ExampleDeps = Pick<AdminDeps, "storage" | "platforms" | "administering" | "logger">;

const MOST_QUESTIONS = 4;
/** Those of verified answers, so that documents have their turn as well. */
const MOST_VERIFIED = 2;
/** Longer ones make no question. */
const MOST_CHARACTERS = 60;
const MOST_QUESTION = 150;
const MOST_SOURCES = 200;
/** Looked at of each source: what stands side by side there is often about one thing. */
const MOST_TITLES = 60;
/** Pieces of a document in which questions are looked for. */
const FIRST_PIECES = Array.from({ length: 12 }, (_, ordinal) => ordinal);

/** What somebody can ask about. */
export interface Examples {
  questions: string[];
  /** Those with a document that they may read. */
  sources: string[];
}

/**
 * Questions that answers are there for: of verified answers, then of documents, what changed last
 * first, all of them such as this person may read now. Of nothing else is anything said.
 */
export async function exampleQuestions(person: string, deps: ExampleDeps): Promise<Examples> {
  const { accessLists, sources, rooms } = deps.storage;
  const audience = await audienceOf(person, deps);
  const allowed = allowedAccessIds(audience, await accessLists.list());
  const limits = { most: MOST_TITLES, mostCharacters: MOST_CHARACTERS };
  const found: { source: string; documents: TitledDocument[] }[] = [];
  for (const { name } of (await sources.list()).slice(0, MOST_SOURCES)) {
    const documents = await rooms.home.titles(name, allowed, limits);
    if (documents.length > 0) found.push({ source: name, documents: spread(documents) });
  }
  // One of each source before a second of any.
  const inTurns = Array.from({ length: MOST_QUESTIONS }, (_, turn) =>
    found.flatMap(({ source, documents }) =>
      documents.slice(turn, turn + 1).map((document) => ({ source, ...document })),
    ),
  ).flat();
  const ofDocuments = await Promise.all(
    inTurns.slice(0, 2 * MOST_QUESTIONS).map(async ({ source, documentId, title }) => {
      const { index } = deps.administering;
      const pieces = await index.readDocument(source, documentId, allowed, FIRST_PIECES);
      return pieces.length === 0 ? [] : questionsAbout(title, pieces);
    }),
  );
  const questions = [
    ...(await verifiedQuestions(audience, allowed, deps)),
    ...ofDocuments.flatMap((own) => own.slice(0, 1)),
    ...ofDocuments.flatMap((own) => own.slice(1)),
  ];
  return { questions: distinct(questions), sources: found.map(({ source }) => source) };
}

/** Of answers that people stand for, and that this person would be given. */
async function verifiedQuestions(
  audience: Audience,
  allowed: readonly number[],
  { storage }: ExampleDeps,
): Promise<string[]> {
  const questions: string[] = [];
  for (const { question, audience: lists, citations } of await storage.verified.list(["active"])) {
    if (questions.length === MOST_VERIFIED) break;
    if (question.length > MOST_QUESTION || !isWrittenFor(audience, lists)) continue;
    const documents = await Promise.all(
      citations.map(({ source, documentId }) => storage.documents.get(source, documentId)),
    );
    const isGood = documents.every(
      (document, at) =>
        document !== undefined &&
        allowed.includes(document.accessId) &&
        document.fingerprint === citations[at]?.fingerprint,
    );
    if (isGood) questions.push(question);
  }
  return questions;
}

/** Without those that ask the same in other signs. */
function distinct(questions: readonly string[]): string[] {
  const byWords = new Map(questions.toReversed().map((one) => [words(one).join(" "), one]));
  return [...byWords.values()].toReversed().slice(0, MOST_QUESTIONS);
}

/** A few from all over a list, always the same ones. */
function spread(documents: readonly TitledDocument[]): TitledDocument[] {
  const byTitle = new Map(documents.toReversed().map((one) => [words(one.title).join(" "), one]));
  const distinctOnes = [...byTitle.values()].toReversed();
  const step = Math.max(1, distinctOnes.length / MOST_QUESTIONS);
  return distinctOnes.filter((_, at) => Math.floor(at % step) === 0);
}

/** As for an answer to them alone; whoever cannot be told who they are may read nothing. */
async function audienceOf(person: string, { platforms, logger }: ExampleDeps): Promise<Audience> {
  const platform = platformOf(person, platforms);
  const place = { roomId: person, roomKind: "direct" as const, askedBy: person, onlyTo: person };
  try {
    return await withPatience(() => platform.audienceOf(place));
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    logger.warn({ error, person }, "What somebody may read could not be told");
    return [];
  }
}
