import { allowedAccessIds } from "../../access/audience.ts";
import { ChatError, isPassing } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { withPatience } from "../../chat/with-patience.ts";
import type { AdminDeps } from "../admin-command.ts";

type ExampleDeps = Pick<AdminDeps, "storage" | "platforms" | "logger">;

const MOST_QUESTIONS = 4;
/** Longer ones make no question. */
const MOST_CHARACTERS = 60;
const MOST_SOURCES = 200;
/** Looked at of each source: what stands side by side there is often about one thing. */
const MOST_TITLES = 60;

/** What somebody can ask about. */
export interface Examples {
  questions: string[];
  /** Those with a document that they may read. */
  sources: string[];
}

/** Made of titles of documents that this person may read now; of no other is anything said. */
export async function exampleQuestions(person: string, deps: ExampleDeps): Promise<Examples> {
  const { accessLists, sources, rooms } = deps.storage;
  const audience = await audienceOf(person, deps);
  const allowed = allowedAccessIds(audience, await accessLists.list());
  const limits = { most: MOST_TITLES, mostCharacters: MOST_CHARACTERS };
  const found: { source: string; titles: string[] }[] = [];
  for (const { name } of (await sources.list()).slice(0, MOST_SOURCES)) {
    const titles = await rooms.home.titles(name, allowed, limits);
    if (titles.length > 0) found.push({ source: name, titles: spread(titles) });
  }
  // One of each source before a second of any.
  const inTurns = Array.from({ length: MOST_QUESTIONS }, (_, turn) =>
    found.flatMap(({ titles }) => titles.slice(turn, turn + 1)),
  );
  return {
    questions: [...new Set(inTurns.flat())]
      .slice(0, MOST_QUESTIONS)
      .map((title) => `What does “${title}” say?`),
    sources: found.map(({ source }) => source),
  };
}

/** A few from all over a list, always the same ones. */
function spread(titles: readonly string[]): string[] {
  const distinct = [...new Set(titles.map((title) => title.replaceAll(/\s+/g, " ").trim()))];
  const step = Math.max(1, distinct.length / MOST_QUESTIONS);
  return distinct.filter((title, at) => title !== "" && Math.floor(at % step) === 0);
}

/** As for an answer to them alone; whoever cannot be told who they are may read nothing. */
async function audienceOf(person: string, { platforms, logger }: ExampleDeps): Promise<string[][]> {
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
