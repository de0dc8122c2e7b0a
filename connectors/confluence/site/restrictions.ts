import type { ConfluenceApi } from "../api/confluence-api.ts";
import type { RestrictionReply } from "../api/shapes.ts";
import type { Who } from "../readers/who.ts";

const PAGE_SIZE = 200;

/** Who may read by a page's own restriction: `none` leaves it to what is above. */
export type Restriction = Who | "none";

/** The restriction in a search's answer; undefined when it does not hold all of it. */
export function readRestriction(reply: RestrictionReply | undefined): Restriction | undefined {
  const { user, group } = reply?.restrictions ?? {};
  if (user?.results === undefined || group?.results === undefined) return undefined;
  const isCut = [user, group].some(({ results = [], limit, size }) => {
    return results.length >= (limit ?? PAGE_SIZE) || results.length < (size ?? 0);
  });
  return isCut ? undefined : toRestriction(user.results, group.results);
}

/** Asks for one page's restriction, however many it names. */
export async function fetchRestriction(api: ConfluenceApi, id: string): Promise<Restriction> {
  const users: { accountId?: string }[] = [];
  const groups: { id?: string }[] = [];
  const path = `/wiki/rest/api/content/${id}/restriction/byOperation/read`;
  for (let start = 0; ; ) {
    const { restrictions } = await api.get<RestrictionReply>(path, {
      expand: "restrictions.user,restrictions.group",
      start,
      limit: PAGE_SIZE,
    });
    users.push(...(restrictions?.user?.results ?? []));
    groups.push(...(restrictions?.group?.results ?? []));
    // A server may give fewer at once than it is asked for, and says how many.
    const { user, group } = restrictions ?? {};
    const limit = Math.min(PAGE_SIZE, user?.limit || PAGE_SIZE, group?.limit || PAGE_SIZE);
    const found = Math.max(user?.results?.length ?? 0, group?.results?.length ?? 0);
    if (found < limit) break;
    start += limit;
  }
  return toRestriction(users, groups);
}

/** Somebody who is named but cannot be told from others still makes it a restriction. */
function toRestriction(
  users: readonly { accountId?: string }[],
  groups: readonly { id?: string }[],
): Restriction {
  if (users.length + groups.length === 0) return "none";
  return {
    isPublic: false,
    users: new Set(users.flatMap(({ accountId }) => accountId ?? [])),
    groups: new Set(groups.flatMap(({ id }) => id ?? [])),
  };
}
