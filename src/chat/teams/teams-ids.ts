/** What an id of a room, thread, message or person of Teams is made of. */
export interface TeamsId {
  tenantId: string;
  /**
   * A conversation without its `;messageid=…` (`19:…@thread.tacv2`, `a:1…`), or a person: the Entra
   * object id, or Teams' own id (`29:…`) of somebody who has none.
   */
  objectId: string;
  /** The id of an activity: of a message, or of the one that a thread began with. */
  activityId: string | undefined;
}

export const TEAMS = "teams";

/** `teams:<tenant>:<conversation or person>[:<activity>]`; what would end a part is percent-encoded. */
export function teamsId(tenantId: string, objectId: string, activityId?: string): string {
  const parts = [tenantId, objectId, ...(activityId === undefined ? [] : [activityId])];
  return [TEAMS, ...parts.map(encode)].join(":");
}

export function teamsWorkspaceId(tenantId: string): string {
  return `${TEAMS}:${encode(tenantId)}`;
}

/** The tenant that an id of Teams', or of one, belongs to. */
export function tenantOf(id: string): string | undefined {
  const [, tenant] = /^teams:([^:~\s]+)(?::|~|$)/.exec(id) ?? [];
  return tenant === undefined ? undefined : decode(tenant);
}

/** Takes an id apart; undefined where it is none of Teams'. What follows `~` is not Teams'. */
export function readTeamsId(id: string): TeamsId | undefined {
  const [, tenant, object, activity] =
    /^teams:([^:~\s]+):([^:~\s]+)(?::([^:~\s]+))?(?:~.*)?$/.exec(id) ?? [];
  const [tenantId, objectId] = [decode(tenant), decode(object)];
  if (tenantId === undefined || objectId === undefined) return undefined;
  return { tenantId, objectId, activityId: decode(activity) };
}

/** Whether two ids are one person's: letters count in none of their cases. */
export function isSamePerson(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function encode(part: string): string {
  return part.replaceAll(/[%:~\s"'<>|;]/gu, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`)
      .join(""),
  );
}

function decode(part: string | undefined): string | undefined {
  if (part === undefined) return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
