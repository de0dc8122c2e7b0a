import { ChatError } from "../chat/chat-error.ts";
import type { RoomPlatform } from "../chat/chat-rooms.ts";
import { AdminError } from "../sources/sources-deps.ts";
import type { PersonNames } from "../storage/ports/privacy-storage.ts";
import type { Storage } from "../storage/storage.ts";

const EMAIL = /^<?(?:mailto:|user:)?([^\s:@<>]+@[^\s:@<>]+\.[^\s:@<>.,;]+)>?[.,;]?$/i;
const ID = /^[a-z]+:[^\s:]+:[^\s:]+$/;

export interface FoundPerson extends PersonNames {
  /** Sentences: where somebody could not be asked. */
  notes: string[];
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
  return { ...all, notes: [...notes] };
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
