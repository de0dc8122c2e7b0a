import { ChatError } from "../../../chat-error.ts";
import { cleanName } from "../../../clean-name.ts";
import type { Graph } from "../../graph/graph.ts";
import type { GraphGroup } from "../../graph/graph-shapes.ts";
import { readTeamsId } from "../../teams-ids.ts";
import { type Persons, requireTeamsId } from "../persons.ts";

export interface FindReaderDeps {
  graph: Graph | undefined;
  persons: Persons;
}

const EMAIL = /^[^\s:@]+@[^\s:@]+\.[^\s:@]+$/;
const ENTRA_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Words that stand for readers by themselves, and what only looks like a principal. */
const OWN_WORDS = /^(?:everyone|public|nobody|inherit)$|:/i;

/**
 * Whom a word of this person's means as a reader: a mention, an e-mail address, the id of a group in
 * Entra, or its whole name, with an `@` before it or without. Undefined for any other word.
 * @throws ChatError `invalid`, in words, where it means nobody
 */
export async function findReader(
  word: string,
  person: string,
  deps: FindReaderDeps,
): Promise<string | undefined> {
  if (readTeamsId(word) !== undefined) return readerOf(word, deps);
  if (OWN_WORDS.test(word)) return undefined;
  if (EMAIL.test(word)) return `user:${word.toLowerCase()}`;
  const { tenantId } = requireTeamsId(person);
  const isNamed = word.startsWith("@");
  const name = word.slice(isNamed ? 1 : 0).trim();
  if (name === "") return undefined;
  const isId = ENTRA_ID.test(name);
  if (deps.graph === undefined) {
    if (!isId && !isNamed) return undefined;
    throw invalid(
      `I cannot look up groups of Entra while Microsoft Graph is off: set TEAMS_GRAPH=on, or give entra-group:${tenantId}:<id of the group> or user:<e-mail>.`,
    );
  }
  const found = await inWords(isId ? groupById(name, tenantId, deps.graph) : byName());
  return found && `entra-group:${tenantId}:${found.id}`;

  async function byName(): Promise<GraphGroup | undefined> {
    const [group, another] = (await deps.graph?.groupsNamed(tenantId, name)) ?? [];
    if (another !== undefined) {
      throw invalid(
        `Several groups are called ${cleanName(name)}: give the id of the one you mean.`,
      );
    }
    if (group !== undefined || !isNamed) return group;
    throw invalid(`There is no group ${cleanName(name)} in Entra; people are user:<e-mail>.`);
  }
}

async function readerOf(id: string, { persons }: FindReaderDeps): Promise<string> {
  const person = await persons.get(id);
  if (person?.email !== undefined) return `user:${person.email}`;
  const name = person?.name || "This person";
  throw invalid(`${name} cannot be named as a reader: give a group, or user:<e-mail>.`);
}

async function groupById(id: string, tenantId: string, graph: Graph): Promise<GraphGroup> {
  const group = await graph.group(tenantId, id.toLowerCase());
  if (group !== undefined) return group;
  throw invalid(`There is no group ${id} in Entra.`);
}

/** What Graph refuses is said with a way out, for it is shown to who typed the word. */
async function inWords<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ChatError) || error.code !== "not-allowed") throw error;
    throw invalid(
      "Microsoft Graph does not let me look up groups: grant the app GroupMember.Read.All in Entra, or give user:<e-mail>.",
    );
  }
}

function invalid(sentence: string): ChatError {
  return new ChatError("invalid", sentence);
}
