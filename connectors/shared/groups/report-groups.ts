import { ConnectorError, type GroupReport } from "../../connector.ts";
import { parsePrincipal } from "../principals.ts";

/** So many that cannot be reached, with none that can, are the source's fault and not a group's. */
const MOST_AWAY = 3;

/**
 * Each group in turn; one that cannot be told keeps no other from being told.
 * @throws ConnectorError when the source cannot be asked for any, which `concernsAll` may say too
 */
export async function* reportGroups(
  principals: readonly string[],
  read: (principal: string) => Promise<GroupReport>,
  {
    signal,
    concernsAll = () => false,
  }: { signal: AbortSignal; concernsAll?: (error: ConnectorError) => boolean },
): AsyncGenerator<GroupReport> {
  let away = 0;
  let isReached = false;
  for (const principal of new Set(principals)) {
    signal.throwIfAborted();
    try {
      const report = await read(principal);
      isReached = true;
      yield report;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConnectorError)) throw error;
      if (error.code === "unavailable") away += 1;
      else isReached = true;
      const isForAll = error.code === "unauthorized" || error.code === "rate-limited";
      if (isForAll || (away >= MOST_AWAY && !isReached) || concernsAll(error)) throw error;
      yield { type: "group-failed", principal, reason: error.message };
    }
  }
}

/** Addresses as a report has them; what is no address is one more of whom nothing can be said. */
export function toMembers(
  addresses: Iterable<string>,
  unknown: number,
): { members: string[]; unknownMembers: number } {
  const given = [...addresses].map((address) => parsePrincipal(`user:${address}`));
  const good = given.filter((member) => member !== undefined);
  return {
    members: [...new Set(good)].sort(),
    unknownMembers: unknown + given.length - good.length,
  };
}
