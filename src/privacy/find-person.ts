import { ChatError } from "../chat/chat-error.ts";
import type { RoomPlatform } from "../chat/chat-rooms.ts";
import { AdminError } from "../sources/sources-deps.ts";
import type { PersonNames } from "../storage/ports/privacy-storage.ts";
import type { Storage } from "../storage/storage.ts";

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
  deps: { storage: Pick<Storage, "privacy">; platforms: readonly RoomPlatform[] },
): Promise<FoundPerson> {
  const { privacy } = deps.storage;
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
      : { ids: [], principals: [`user:${address.toLowerCase()}`] };
  const stored = await privacy.identify(given);
  const principals = new Set(stored.principals);
  for (const id of stored.ids) {
    const platform = deps.platforms.find(({ name }) => id.startsWith(`${name}:`));
    const principal = await orNote(notes, platform?.name, () => platform?.principalOf(id));
    if (principal?.startsWith("user:")) principals.add(principal.toLowerCase());
  }
  const ids = new Set(stored.ids);
  for (const platform of deps.platforms) {
    const inside = await onePersonAWorkspace(platform.name, privacy);
    for (const by of inside) {
      for (const principal of principals) {
        const mail = principal.slice("user:".length);
        const id = await orNote(notes, platform.name, () => platform.findPerson(mail, by));
        if (id !== undefined) ids.add(id);
      }
    }
  }
  const all = await privacy.identify({ ids: [...ids], principals: [...principals] });
  const partial =
    address === undefined ? undefined : await whyPartial(all.ids, deps.platforms, privacy);
  if (partial !== undefined) notes.add(partial);
  return { ...all, notes: [...notes], partial };
}

/** @throws AdminError where most of what there is may be known by an id that nobody could find */
export function requireWhole({ partial }: FoundPerson): void {
  if (partial === undefined) return;
  throw new AdminError(
    `Nothing was erased. ${partial} Give their id, such as slack:T0123456:U0123456, or run it where that is set up; to erase what the address alone finds: \`footnote privacy erase <address> --yes --address-alone\`.`,
  );
}

/** An address says nothing of what a chat calls somebody: only that chat does. */
async function whyPartial(
  ids: readonly string[],
  platforms: readonly RoomPlatform[],
  privacy: Storage["privacy"],
): Promise<string | undefined> {
  const open = new Set(platforms.map(({ name }) => name));
  const ofIds = (names: readonly string[]) =>
    new Set(names.flatMap((name) => CHAT.exec(name)?.[1] ?? []));
  const known = ofIds(ids);
  const missing = [...ofIds(await privacy.listNames())].filter(
    (name) => !open.has(name) && !known.has(name),
  );
  if (missing.length === 0) return undefined;
  const chats = missing.sort().join(" and ");
  return `There are people of ${chats} here, which is not set up where this runs, so nobody can tell which of them has this address.`;
}

/** Platforms look somebody up in the workspace of whoever asks. */
async function onePersonAWorkspace(platform: string, privacy: Storage["privacy"]) {
  const names = (await privacy.listNames()).filter((name) => name.startsWith(`${platform}:`));
  const workspaceOf = (name: string) => name.split(":").slice(0, 2).join(":");
  return new Map(names.map((name) => [workspaceOf(name), name])).values();
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
