import { ChatError } from "../chat/chat-error.ts";
import type { RoomPlatform } from "../chat/chat-rooms.ts";
import { AdminError } from "../sources/sources-deps.ts";
import type { PersonNames } from "../storage/ports/privacy-storage.ts";
import type { Storage } from "../storage/storage.ts";
import { plainName } from "../text/person-name.ts";

const EMAIL = /^<?(?:mailto:|user:)?([^\s:@<>]+@[^\s:@<>]+\.[^\s:@<>.,;]+)>?[.,;]?$/i;
const CHAT = /^(slack|teams):[^\s:]+:/;
const ID = /^[a-z]+:[^\s:]+:[^\s:]+$/;

export interface FoundPerson extends PersonNames {
  /** Sentences: where somebody could not be asked. */
  notes: string[];
  /** Why this is not all that there may be of them; undefined where nothing speaks for it. */
  partial: string | undefined;
}

/**
 * All names of whom an address or an id means: by what is stored, and by what chats say.
 * @throws AdminError for what is neither
 */
export async function findPersonNames(
  who: string,
  deps: { storage: Pick<Storage, "privacy" | "groups">; platforms: readonly RoomPlatform[] },
): Promise<FoundPerson> {
  const { privacy, groups } = deps.storage;
  const [, address] = EMAIL.exec(who) ?? [];
  if (address === undefined && !ID.test(who)) {
    throw new AdminError(
      `"${who.slice(0, 60)}" is nobody: give an e-mail address, or platform, workspace and person, such as slack:T0123456:U0123456.`,
    );
  }
  const notes = new Set<string>();
  const given =
    address === undefined
      ? { ids: [who], principals: [] }
      : { ids: [], principals: [`user:${plainName(address)}`] };
  const names = await privacy.listNames();
  const stored = await privacy.identify(given);
  const principals = new Set(stored.principals);
  for (const id of stored.ids) {
    const platform = deps.platforms.find(({ name }) => id.startsWith(`${name}:`));
    const principal = await orNote(notes, platform?.name, () => platform?.principalOf(id));
    if (principal?.startsWith("user:")) principals.add(`user:${plainName(principal)}`);
  }
  const ids = new Set(stored.ids);
  for (const platform of deps.platforms) {
    for (const by of onePersonAWorkspace(platform.name, names)) {
      for (const principal of principals) {
        const mail = principal.slice("user:".length);
        const id = await orNote(notes, platform.name, () => platform.findPerson(mail, by));
        if (id !== undefined) ids.add(id);
      }
    }
  }
  const all = await privacy.identify({ ids: [...ids], principals: [...principals] });
  const partial = address === undefined ? undefined : whyPartial(all.ids, deps.platforms, names);
  if (partial !== undefined) notes.add(partial);
  for (const other of await linkedTo(all.principals, groups)) {
    notes.add(`An admin linked ${other} to them: where that is theirs, erase it by itself.`);
  }
  return { ...all, notes: [...notes], partial };
}

/** What an admin said is theirs, too, which they may be wrong about. */
async function linkedTo(
  principals: readonly string[],
  groups: Storage["groups"],
): Promise<string[]> {
  const own = new Set(principals.map(plainName));
  const pairs = (await groups.links.list()).map(({ one, other }) => [one, other].map(plainName));
  const linked = pairs.filter((pair) => pair.some((one) => own.has(one)));
  return [...new Set(linked.flat())].filter((one) => !own.has(one));
}

/** @throws AdminError where most of what there is may be known by an id that nobody could find */
export function requireWhole({ partial }: FoundPerson): void {
  if (partial === undefined) return;
  throw new AdminError(
    `Nothing was erased. ${partial} Give their id, such as slack:T0123456:U0123456, or run it where that is set up; to erase what the address alone finds: \`footnote privacy erase <address> --yes --address-alone\`.`,
  );
}

/** An address says nothing of what a chat calls somebody: only that chat does. */
function whyPartial(
  ids: readonly string[],
  platforms: readonly RoomPlatform[],
  names: readonly string[],
): string | undefined {
  const open = new Set(platforms.map(({ name }) => name));
  const chatsOf = (some: readonly string[]) =>
    new Set(some.flatMap((name) => CHAT.exec(name)?.[1] ?? []));
  const known = chatsOf(ids);
  const missing = [...chatsOf(names)].filter((name) => !open.has(name) && !known.has(name));
  if (missing.length === 0) return undefined;
  const chats = missing.sort().join(" and ");
  return `There are people of ${chats} here, which is not set up where this runs, so nobody can tell which of them has this address.`;
}

/** Platforms look somebody up in the workspace of whoever asks. */
function onePersonAWorkspace(platform: string, names: readonly string[]): Iterable<string> {
  const inside = names.filter((name) => name.startsWith(`${platform}:`));
  const workspaceOf = (name: string) => name.split(":").slice(0, 2).join(":");
  return new Map(inside.map((name) => [workspaceOf(name), name])).values();
}

/** Undefined where a platform does not say; nobody there is no failure. */
async function orNote<T>(
  notes: Set<string>,
  platform: string | undefined,
  ask: () => Promise<T> | undefined,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    if (error.code !== "invalid") {
      notes.add(`${platform} could not be asked who this is: ${error.message}`);
    }
    return undefined;
  }
}
