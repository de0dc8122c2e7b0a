import type { Logger } from "../../../../telemetry/logger.ts";
import { ChatError, isPassing } from "../../../chat-error.ts";
import { createExpiringCache } from "../../../expiring-cache.ts";
import type { Graph } from "../../graph/graph.ts";
import { tenantOf } from "../../teams-ids.ts";

export interface GroupsDeps {
  graph: Graph | undefined;
  /** Object ids of who is in a room; those of another tenant are not among them. @throws ChatError */
  peopleIn: (roomId: string) => Promise<ReadonlySet<string>>;
  /** Principals that some document is for: no others need to be found out. */
  principalsInUse: () => Promise<readonly string[]>;
  logger: Logger;
  now: () => number;
}

/** The groups and rooms of a tenant that documents are for, with the object ids of all in them. */
export type GroupsInUse = (tenantId: string) => Promise<[string, ReadonlySet<string>][]>;

/** Nothing tells of a change in a group. */
const FRESH_MS = 5 * 60_000;
/** Asked for at the same time. */
const AT_ONCE = 8;
const NOBODY: ReadonlySet<string> = new Set();

/** @throws ChatError when a later try may tell who is in one; a group that cannot be read has nobody */
export function createGroupsInUse({
  graph,
  peopleIn,
  principalsInUse,
  logger,
  now,
}: GroupsDeps): GroupsInUse {
  const members = createExpiringCache(load, { freshMs: FRESH_MS, now });

  async function load(principal: string): Promise<ReadonlySet<string>> {
    const { tenantId = "", groupId = "" } = readEntraGroup(principal) ?? {};
    return unlessForGood(principal, async () => graph?.groupMembers(tenantId, groupId));
  }

  /** Rosters are kept where they are asked for, and forgotten there when somebody comes or goes. */
  function membersOf(principal: string): Promise<ReadonlySet<string>> {
    const roomId = readRoomPrincipal(principal);
    if (roomId === undefined) return members.get(principal);
    return unlessForGood(principal, () => peopleIn(roomId));
  }

  async function unlessForGood(
    principal: string,
    ask: () => Promise<ReadonlySet<string> | undefined>,
  ): Promise<ReadonlySet<string>> {
    try {
      return (await ask()) ?? NOBODY;
    } catch (error) {
      if (!(error instanceof ChatError) || isPassing(error)) throw error;
      logger.warn({ error, principal }, "Microsoft does not tell who is in a group or a room");
      return NOBODY;
    }
  }

  return async (tenantId) => {
    const inUse = [...new Set(await principalsInUse())].filter(
      (one) => tenantOfPrincipal(one)?.toLowerCase() === tenantId.toLowerCase(),
    );
    const found: [string, ReadonlySet<string>][] = [];
    for (let from = 0; from < inUse.length; from += AT_ONCE) {
      const some = inUse.slice(from, from + AT_ONCE);
      const sets = await Promise.all(some.map(membersOf));
      for (const [at, principal] of some.entries()) found.push([principal, sets[at] ?? NOBODY]);
    }
    return found;
  };
}

/** What a principal of Entra's stands for; undefined for any other. */
export function readEntraGroup(
  principal: string,
): { tenantId: string; groupId: string } | undefined {
  const [, tenantId, groupId] = /^entra-group:([^\s:]+):([^\s:]+)$/.exec(principal) ?? [];
  return tenantId === undefined || groupId === undefined ? undefined : { tenantId, groupId };
}

/** The room that `teams-channel:<tenant>:<conversation>` stands for; undefined for any other. */
export function readRoomPrincipal(principal: string): string | undefined {
  const [, rest] = /^teams-channel:(.+)$/.exec(principal) ?? [];
  return rest === undefined ? undefined : `teams:${rest}`;
}

function tenantOfPrincipal(principal: string): string | undefined {
  return readEntraGroup(principal)?.tenantId ?? tenantOf(readRoomPrincipal(principal) ?? "");
}
