import { ConnectorError } from "../../connector.ts";
import type { ConfluenceApi } from "../api/confluence-api.ts";
import { isAway, isMissing, isUnavailable } from "../api/confluence-error.ts";
import { type RestrictionReply, restrictionReply } from "../api/shapes.ts";
import type { Who } from "../readers/who.ts";

const PAGE_SIZE = 200;
/** So many pages in a row of which it is not told who may view them: then of none. */
const UNTOLD_IN_A_ROW = 4;

/** Who may read by a page's own restriction: `none` leaves it to what is above. */
export type Restriction = Who | "none";

/** In place of a restriction: nobody may read, and why that is. */
export type Untold = ConnectorError;

export function isUntold(restriction: Restriction | Untold | undefined): restriction is Untold {
  return restriction instanceof ConnectorError;
}

/** The restriction in a search's answer; undefined when it does not hold all of it. */
export function readRestriction(reply: RestrictionReply | undefined): Restriction | undefined {
  const { user, group } = reply?.restrictions ?? {};
  if (user?.results === undefined || group?.results === undefined) return undefined;
  const isCut = [user, group].some(({ results = [], limit, size }) => {
    return results.length >= (limit ?? PAGE_SIZE) || results.length < (size ?? 0);
  });
  return isCut ? undefined : toRestriction(user.results, group.results);
}

/** Asks for restrictions one by one. An error that is the page's alone takes the place of its own. */
export function createRestrictionReader(api: ConfluenceApi) {
  let untoldInARow = 0;
  return async (
    id: string,
    title: string,
    isToldOfOthers: boolean,
  ): Promise<Restriction | Untold> => {
    try {
      const restriction = await fetchRestriction(api, id);
      untoldInARow = 0;
      return restriction;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (isAway(error) && !isUnavailable(error)) throw error;
      untoldInARow += isMissing(error) ? 0 : 1;
      const isAll = isUnavailable(error) || !isToldOfOthers;
      if (untoldInARow >= UNTOLD_IN_A_ROW && isAll) throw error;
      return untold(title, error);
    }
  };
}

/** One that concerns this page alone, whatever it was. */
function untold(title: string, cause: ConnectorError): Untold {
  const isRefused = cause.code === "forbidden";
  return new ConnectorError(
    isMissing(cause) ? "not-found" : "forbidden",
    isRefused
      ? `Confluence does not tell this account who may view "${title}", so it is shown to nobody: let the account view that page.`
      : `Who may view "${title}" could not be found out, so it is shown to nobody: ${cause.message}`,
    { cause },
  );
}

async function fetchRestriction(api: ConfluenceApi, id: string): Promise<Restriction> {
  const users: Named<"accountId">[] = [];
  const groups: Named<"id">[] = [];
  const path = `/wiki/rest/api/content/${id}/restriction/byOperation/read`;
  for (let start = 0; ; ) {
    const { restrictions } = await api.get(path, restrictionReply, {
      expand: "restrictions.user,restrictions.group",
      start,
      limit: PAGE_SIZE,
    });
    const { user, group } = restrictions ?? {};
    // An empty list says that nothing is restricted; no list says nothing.
    if (user?.results === undefined || group?.results === undefined) throw noAnswer();
    users.push(...user.results);
    groups.push(...group.results);
    // A server may give fewer at once than it is asked for, and says how many.
    const limit = Math.min(PAGE_SIZE, user.limit || PAGE_SIZE, group.limit || PAGE_SIZE);
    const found = Math.max(user.results.length, group.results.length);
    if (found < limit) break;
    start += limit;
  }
  return toRestriction(users, groups);
}

function noAnswer(): ConnectorError {
  return new ConnectorError(
    "unavailable",
    "Confluence's answer names no restriction and does not say that there is none.",
  );
}

type Named<Key extends string> = { [Name in Key]?: string | undefined } | null;

/** Somebody who is named but cannot be told from others still makes it a restriction. */
function toRestriction(
  users: readonly Named<"accountId">[],
  groups: readonly Named<"id">[],
): Restriction {
  if (users.length + groups.length === 0) return "none";
  return {
    isPublic: false,
    users: new Set(users.flatMap((user) => user?.accountId ?? [])),
    groups: new Set(groups.flatMap((group) => group?.id ?? [])),
  };
}
