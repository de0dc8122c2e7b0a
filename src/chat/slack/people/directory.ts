import type { webApi } from "@slack/bolt";
import { cleanName } from "../../clean-name.ts";
import { createExpiringCache } from "../../expiring-cache.ts";
import { allPages, askSlack } from "./ask-slack.ts";
import { isUnknownPerson, readPerson, type SlackPerson, unknownPerson } from "./person.ts";

/** Who is who in one workspace. */
export interface Directory {
  /** @throws ChatError when Slack does not say */
  person(userId: string): Promise<SlackPerson>;
  people(userIds: readonly string[]): Promise<SlackPerson[]>;
  /** All whom Slack lists, also who has left. @throws ChatError */
  everybody(): Promise<SlackPerson[]>;
  /** Groups and the ids of their members. @throws ChatError */
  groups(): Promise<ReadonlyMap<string, { handle: string; members: ReadonlySet<string> }>>;
  forgetPerson(userId: string): void;
  forgetGroups(): void;
  forgetAll(): void;
}

export interface DirectoryDeps {
  client: webApi.WebClient;
  teamId: () => Promise<string>;
  now: () => number;
}

/** Events tell of changes at once; this is for those that never came. */
const FRESH_MS = 10 * 60_000;
/** More people than this are not asked for one by one. */
const FEW = 20;
const ALL = "all";

export function createDirectory({ client, teamId, now }: DirectoryDeps): Directory {
  const fresh = { freshMs: FRESH_MS, now };
  const persons = createExpiringCache(loadPerson, fresh);
  const everybody = createExpiringCache(loadEverybody, fresh);
  const groups = createExpiringCache(loadGroups, fresh);
  /** Of these, the list that is being read may tell how they were. */
  const changedMeanwhile = new Set<string>();

  async function loadPerson(id: string): Promise<SlackPerson> {
    const team = await teamId();
    try {
      const { user } = await askSlack(() => client.users.info({ user: id }));
      return user === undefined ? unknownPerson(id) : readPerson({ ...user, id }, team);
    } catch (error) {
      if (isUnknownPerson(error)) return unknownPerson(id);
      throw error;
    }
  }

  async function listEverybody(): Promise<SlackPerson[]> {
    const team = await teamId();
    const pages = await allPages((page) => client.users.list(page));
    const members = pages.flatMap((page) => page.members ?? []);
    return members.filter(({ id }) => id !== undefined).map((user) => readPerson(user, team));
  }

  async function loadEverybody(): Promise<void> {
    changedMeanwhile.clear();
    for (const person of await listEverybody()) {
      if (!changedMeanwhile.has(person.id)) persons.put(person.id, person);
    }
  }

  async function loadGroups() {
    const ask = () => client.usergroups.list({ include_users: true, include_disabled: false });
    const { usergroups } = await askSlack(ask);
    const enabled = (usergroups ?? []).filter((group) => !group.date_delete);
    return new Map(
      enabled.map(({ id = "", handle = "", users = [] }) => [
        id,
        { handle: cleanName(handle), members: new Set(users) },
      ]),
    );
  }

  return {
    person: persons.get,
    async people(ids) {
      const unknown = ids.filter((id) => !persons.has(id));
      if (unknown.length > FEW) await everybody.get(ALL);
      return Promise.all(ids.map(persons.get));
    },
    everybody: listEverybody,
    groups: () => groups.get(ALL),
    forgetPerson(id) {
      changedMeanwhile.add(id);
      persons.forget(id);
    },
    forgetGroups: groups.clear,
    forgetAll() {
      persons.clear();
      everybody.clear();
      groups.clear();
    },
  };
}
