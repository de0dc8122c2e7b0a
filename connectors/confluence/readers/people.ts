import { ConnectorError } from "../../connector.ts";
import type { ConfluenceApi } from "../api/confluence-api.ts";
import { isMissing } from "../api/confluence-error.ts";
import { resultsOf, type UserReply, userReply } from "../api/shapes.ts";

export interface Person {
  name: string | undefined;
  /** Undefined where the person's privacy settings hide it. */
  email: string | undefined;
  /** Apps have accounts too, and so have customers of a help desk, and who has left. */
  isPerson: boolean;
}

export type People = ReturnType<typeof createPeople>;

const AT_ONCE = 250;
const MEMBERS_AT_ONCE = 200;

/** Who is behind account ids and groups; each is asked for once a run. */
export function createPeople(api: ConfluenceApi) {
  const people = new Map<string, Person>();
  const asked = new Map<string, Promise<void>>();
  const groups = new Map<string, Promise<ReadonlySet<string>>>();

  async function ask(accountIds: readonly string[]): Promise<void> {
    const found = await api.post("/wiki/api/v2/users-bulk", resultsOf(userReply), {
      accountIds,
    });
    for (const user of found.results ?? []) {
      if (user?.accountId !== undefined) people.set(user.accountId, toPerson(user));
    }
  }

  async function load(accountIds: Iterable<string>): Promise<void> {
    const ids = [...new Set(accountIds)];
    const wanted = ids.filter((id) => !asked.has(id));
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      const slice = wanted.slice(at, at + AT_ONCE);
      const answer = ask(slice);
      for (const id of slice) asked.set(id, answer);
    }
    await Promise.all(new Set(ids.map((id) => asked.get(id))));
  }

  /** Account ids, undefined for an entry that has none. */
  async function* listMembers(groupId: string): AsyncGenerator<string | undefined> {
    const path = `/wiki/rest/api/group/${encodeURIComponent(groupId)}/membersByGroupId`;
    const list = { what: "A group's list of members", entry: userReply.nullable().catch(null) };
    for await (const user of api.listByStart(list, path, MEMBERS_AT_ONCE)) yield user?.accountId;
  }

  async function readMembers(groupId: string): Promise<ReadonlySet<string>> {
    const members = new Set<string>();
    try {
      for await (const id of listMembers(groupId)) if (id !== undefined) members.add(id);
    } catch (error) {
      // A group that is gone lets nobody in; one that may not be looked into must not either.
      const isHidden = error instanceof ConnectorError && error.code === "forbidden";
      if (!isMissing(error) && !isHidden) throw error;
      return new Set();
    }
    return members;
  }

  return {
    load,
    listMembers,
    async find(accountId: string): Promise<Person | undefined> {
      await load([accountId]);
      return people.get(accountId);
    },
    /** False when the credentials are not good for that. */
    async canSeeMembers(groupId: string): Promise<boolean> {
      try {
        await api.look(`/wiki/rest/api/group/${encodeURIComponent(groupId)}/membersByGroupId`, {
          limit: 1,
        });
        return true;
      } catch (error) {
        if (error instanceof ConnectorError && error.code === "forbidden") return false;
        if (isMissing(error)) return true;
        throw error;
      }
    },
    membersOf(groupId: string): Promise<ReadonlySet<string>> {
      const known = groups.get(groupId) ?? readMembers(groupId);
      groups.set(groupId, known);
      return known;
    },
  };
}

function toPerson(user: UserReply): Person {
  const email = user.email?.trim().toLowerCase();
  const isActive = ["active", "unknown", undefined].includes(user.accountStatus);
  const type = user.accountType ?? "atlassian";
  return {
    name: user.displayName?.trim() || user.publicName?.trim() || undefined,
    // Who has left may not read, whatever a page still says; nor who has no account of the company's.
    email: email && isActive && type === "atlassian" ? email : undefined,
    isPerson: isActive && type !== "app" && type !== "customer",
  };
}
