/** Alternatives: any one of them lets somebody read. */
export interface Who {
  /** Everybody, also who has no account. */
  isPublic: boolean;
  /** Account ids. */
  users: ReadonlySet<string>;
  /** Group ids. */
  groups: ReadonlySet<string>;
}

export const NOBODY: Who = { isPublic: false, users: new Set(), groups: new Set() };

export type MembersOf = (groupId: string) => Promise<ReadonlySet<string>>;

/**
 * Who passes every one of the layers. A group that all of them name stays a group. Whoever passes by
 * other ways, such as being in one group and in another, is named alone: there is no principal for
 * that, and naming either group would let in too many.
 */
export async function passAll(layers: readonly Who[], membersOf: MembersOf): Promise<Who> {
  const closed = layers.filter((layer) => !layer.isPublic);
  const [first, ...rest] = closed;
  if (first === undefined) return layers[0] ?? NOBODY;
  if (rest.length === 0) return first;
  const groups = new Set([...first.groups].filter((id) => rest.every((one) => one.groups.has(id))));
  // Members of those pass anyway; what is left of each layer must let others through by itself.
  const left = closed.map((layer) => ({
    users: layer.users,
    groups: [...layer.groups].filter((id) => !groups.has(id)),
  }));
  const isShut = left.some((layer) => layer.users.size === 0 && layer.groups.length === 0);
  if (isShut) return { isPublic: false, users: new Set(), groups };
  // Small ones first: when nobody is left, large groups need not be asked for.
  left.sort((a, b) => a.groups.length - b.groups.length || a.users.size - b.users.size);
  let passing: Set<string> | undefined;
  for (const layer of left) {
    if (passing?.size === 0) break;
    const through = new Set(layer.users);
    for (const id of layer.groups) for (const member of await membersOf(id)) through.add(member);
    passing = passing === undefined ? through : passing.intersection(through);
  }
  return { isPublic: false, users: passing ?? new Set(), groups };
}

/** Whether everybody of the one is surely among the other. */
export async function isWithin(inner: Who, outer: Who, membersOf: MembersOf): Promise<boolean> {
  if (outer.isPublic) return true;
  if (inner.isPublic) return false;
  for (const id of inner.groups) if (!outer.groups.has(id)) return false;
  const others = [...inner.users].filter((id) => !outer.users.has(id));
  if (others.length === 0) return true;
  const found = new Set<string>();
  for (const id of outer.groups) for (const member of await membersOf(id)) found.add(member);
  return others.every((id) => found.has(id));
}
