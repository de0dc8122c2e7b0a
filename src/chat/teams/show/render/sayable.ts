import { escapeBeginnings } from "../../cards/escape-markdown.ts";
import { cut, plain } from "../../cards/plain-text.ts";
import type { TeamsEntity } from "../../connect/teams-connector.ts";
import type { TeamsPeople } from "../../people/teams-people.ts";
import { readTeamsId } from "../../teams-ids.ts";
import { textToMarkdown } from "./markdown/teams-markdown.ts";

type NamedPeople = Pick<TeamsPeople, "nameOf" | "mentionOf">;

const MOST_CHARACTERS = 2_500;
const MOST_NAME = 80;
/** Of people, groups, rooms and messages, without what ends a sentence behind them. */
const IDS = /teams:[\w.-]*\w(?::[\w%@.+=-]*[\w%=]){1,2}/g;
/** What has a meaning in Markdown or in a tag: a mention's words have to be the same in two places. */
const NOT_IN_NAMES = /[<>&*_`~[\]\\|#]/g;
const PEOPLE = /^(?:29:|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$)/i;
const ROOMS = /^(?:19|a):/;

export interface Sayable {
  /** Markdown. */
  text: string;
  entities: TeamsEntity[];
}

/** Everything stands for itself but Teams' ids, which are mentions, or names. */
export async function sayable(sentence: string, people: NamedPeople): Promise<Sayable> {
  const words = cut(sentence, MOST_CHARACTERS);
  const entities: TeamsEntity[] = [];
  const pieces: string[] = [];
  let at = 0;
  for (const match of words.matchAll(IDS)) {
    const [id] = match;
    pieces.push(asLine(words.slice(at, match.index)));
    at = match.index + id.length;
    const mention = await mentionOf(id, people);
    if (mention === undefined) pieces.push(textToMarkdown(await nameOf(id, people)));
    else {
      pieces.push(mention.text);
      // One for each time: two people may have one name.
      entities.push(mention);
    }
  }
  pieces.push(asLine(words.slice(at)));
  return { text: pieces.join(""), entities };
}

/** What tells somebody of a message; undefined for whom Teams does not know. */
async function mentionOf(
  id: string,
  people: NamedPeople,
): Promise<(TeamsEntity & { text: string }) | undefined> {
  const read = readTeamsId(id);
  if (read === undefined || read.activityId !== undefined || !PEOPLE.test(read.objectId)) {
    return undefined;
  }
  const known = await people.mentionOf(id);
  if (known === undefined) return undefined;
  const name = plain(known.name.replace(NOT_IN_NAMES, " "), MOST_NAME).trim() || "somebody";
  const text = `<at>${name}</at>`;
  return { type: "mention", text, mentioned: { id: known.mri, name } };
}

async function nameOf(id: string, people: NamedPeople): Promise<string> {
  const name = plain((await people.nameOf(id)) ?? "", MOST_NAME).trim();
  if (name !== "") return name;
  return ROOMS.test(readTeamsId(id)?.objectId ?? "") ? "a conversation" : "somebody";
}

/** A line that begins like a list or a heading is none. */
function asLine(text: string): string {
  return escapeBeginnings(textToMarkdown(text));
}
