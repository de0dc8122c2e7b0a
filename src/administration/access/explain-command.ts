import { explainAccess } from "../../access/explain/explain-access.ts";
import {
  type ExplainedPerson,
  knownPerson,
  readPerson,
} from "../../access/explain/explained-person.ts";
import { findDocument } from "../../access/explain/find-document.ts";
import type { AdminItem, Commander } from "../../chat/admin-reply.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { withPatience } from "../../chat/with-patience.ts";
import { type AdminCommand, type AdminDeps, readFlag, WrongUsageError } from "../admin-command.ts";
import { describeAccess } from "./describe-access.ts";
import { nameAdders } from "./name-adders.ts";
import { readAddress } from "./read-member.ts";

const USAGE = "<who> <document> [source <name>]";

/** Whether somebody may read a document, by what the chat, sources and admins say of them now. */
export const explainCommand: AdminCommand = {
  name: "access explain",
  usage: USAGE,
  summary: "why somebody may read a document, or may not",
  needsAdmin: true,
  takes: [2, 4],
  async run([who = "", named = "", word, source], commander, deps) {
    if (word !== undefined && (readFlag(word) !== "source" || source === undefined)) {
      throw new WrongUsageError(`access explain ${USAGE}`);
    }
    const document = await findDocument(named, source, deps.storage);
    const person = await findPerson(who, commander, deps);
    const membership = await deps.administering.membership();
    const explanation = await explainAccess(person, document, membership, deps.storage);
    const nameOf = await nameAdders(membership, deps);
    const { verdict, readers, held } = describeAccess(explanation, deps.now(), nameOf);
    const items: AdminItem[] = [
      { title: document.title, state: explanation.mayRead ? "ok" : "off", lines: [verdict] },
      { title: "It is for", lines: readers.length > 0 ? readers : ["nobody"] },
      { title: `${person.name} holds`, lines: held.length > 0 ? held : ["nothing"] },
    ];
    return { parts: [{ type: "list", title: "Access", items, none: "" }] };
  },
};

/** Somebody of the chat as it knows them; else by their address or a principal alone. */
async function findPerson(
  who: string,
  { person: by, workspaceId }: Commander,
  { platforms }: AdminDeps,
): Promise<ExplainedPerson> {
  const platform = platformOf(by, platforms);
  const address = readAddress(who.replace(/^user:/i, ""));
  const isOfChat = who.startsWith(`${workspaceId}:`);
  const id = isOfChat ? who : address === undefined ? undefined : await idOf(address);
  if (id === undefined) return readPerson(address ?? who);
  const place = { roomId: id, roomKind: "direct" as const, askedBy: id, onlyTo: id };
  const [held = []] = await withPatience(() => platform.audienceOf(place));
  const [own, name] = [await platform.principalOf(id), await platform.nameOf(id)];
  return knownPerson(name ?? who, held, own, `${platform.name} says so`);

  /** Who is not in the chat may be asked about all the same. */
  async function idOf(email: string): Promise<string | undefined> {
    try {
      return await platform.findPerson(email, by);
    } catch (error) {
      if (error instanceof ChatError && !isPassing(error)) return undefined;
      throw error;
    }
  }
}
