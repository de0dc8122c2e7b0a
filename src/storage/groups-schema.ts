/* Who is in which group; the same types as in schema.ts. */

export interface ReaderGroupsTable {
  principal: string;
  /** Empty for what an admin said. */
  source: string;
  name: string | null;
  /** JSON. */
  members: string;
  unknownMembers: number;
  saidAt: number | null;
  isGone: number;
  error: string | null;
  setBy: string | null;
}

export interface IdentityLinksTable {
  one: string;
  other: string;
  linkedBy: string;
  linkedAt: number;
}

export interface GroupSyncsTable {
  source: string;
  startedAt: number;
  finishedAt: number | null;
  /** JSON. */
  wanted: string;
  error: string | null;
}

/** One row. */
export interface GroupsVersionsTable {
  id: number;
  version: number;
}

export interface GroupTables {
  readerGroups: ReaderGroupsTable;
  identityLinks: IdentityLinksTable;
  groupSyncs: GroupSyncsTable;
  groupsVersions: GroupsVersionsTable;
}
