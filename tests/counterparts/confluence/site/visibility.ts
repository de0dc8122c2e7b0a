import type { AnyItem, Content, Principals, Space } from "./items.ts";
import type { SiteState } from "./site-state.ts";

/** What one user may see; made anew for each request, so that it may remember. */
export interface Visibility {
  space(space: Space): boolean;
  item(item: AnyItem): boolean;
}

/** `undefined` stands for somebody who is not logged in. */
export function createVisibility(state: SiteState, accountId: string | undefined): Visibility {
  const known = new Map<string, boolean>();

  function isAmong({ users, groups }: Principals): boolean {
    if (accountId === undefined) return false;
    return (
      users.includes(accountId) ||
      groups.some((id) => state.groups.get(id)?.members.has(accountId) === true)
    );
  }

  const everyone = state.groups.get(state.everyoneId)?.members;
  const isLicensed = accountId !== undefined && everyone?.has(accountId) === true;

  const space = ({ readers }: Space) =>
    readers.anonymous || isAmong(readers) || (isLicensed && readers.roles.length > 0);

  function look(item: AnyItem): boolean {
    if ("containerId" in item) {
      const container = state.items.get(item.containerId);
      return container !== undefined && see(container);
    }
    if (item.read !== undefined && !isAmong(item.read)) return false;
    if (item.parentId !== undefined) {
      const parent = state.items.get(item.parentId);
      if (parent !== undefined) return see(parent);
    }
    const home = state.spaces.get(item.spaceId);
    return home !== undefined && space(home);
  }

  function see(item: AnyItem): boolean {
    const before = known.get(item.id);
    if (before !== undefined) return before;
    const seen = look(item);
    known.set(item.id, seen);
    return seen;
  }

  return { space, item: see };
}

/** From the top of the space down to its parent. */
export function ancestorsOf(state: SiteState, item: Content): Content[] {
  const above: Content[] = [];
  for (let id = item.parentId; id !== undefined; ) {
    const parent = state.items.get(id);
    if (parent === undefined || "containerId" in parent) break;
    above.unshift(parent);
    id = parent.parentId;
  }
  return above;
}
