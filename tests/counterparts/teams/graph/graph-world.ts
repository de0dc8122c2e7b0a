/** What Graph can tell of; the pretend Teams has all of it and more. */
export interface GraphWorld {
  /** `http://127.0.0.1:<port>`: Graph lies below `/graph/v1.0/`. */
  url: string;
  tenantId: string;
  app: { id: string; name: string };
  identity: {
    tokenOf(
      authorization: string | null | undefined,
      audience: string,
    ): { tenantId: string } | undefined;
  };
  /** By Entra object id; those of other tenants are in no directory. */
  people: ReadonlyMap<string, GraphPerson>;
  teams: ReadonlyMap<string, GraphTeam>;
  /** By conversation. */
  rooms: ReadonlyMap<string, GraphRoom>;
  groups: ReadonlyMap<string, GraphGroup>;
  graph: GraphSettings;
}

export interface GraphPerson {
  objectId: string;
  displayName: string;
  tenantId: string;
  email: string;
  userPrincipalName: string;
  role: "user" | "guest" | "anonymous";
  /** IANA name. */
  timeZone: string;
  isDisabled: boolean;
}

export interface GraphTeam {
  id: string;
  groupId: string;
  name: string;
  members: ReadonlySet<string>;
  owners: ReadonlySet<string>;
  visibility: "public" | "private";
  hearsAll: boolean;
}

export interface GraphRoom {
  id: string;
  teamId: string | undefined;
  channelType: "standard" | "private" | "shared" | undefined;
  members: ReadonlySet<string>;
  /** Object ids of who reads a shared channel with their own team; in no roster of the connector's. */
  withTheirTeam?: ReadonlySet<string>;
  hearsAll: boolean;
  messages: readonly GraphMessage[];
  /** What people called a chat. */
  topic?: string;
}

export interface GraphMessage {
  id: string;
  rootId: string | undefined;
  /** Object id, `bot`, or `bot:<id of another app>`. */
  from: string;
  at: number;
  /** Words with `<at>…</at>` in them. */
  text: string;
  mentions: readonly { text: string; id: string; name: string }[];
  isDeleted: boolean;
}

export interface GraphGroup {
  id: string;
  name: string;
  /** Object ids, and ids of other groups. */
  members: ReadonlySet<string>;
}

export type GraphPermission =
  | "User.Read.All"
  | "GroupMember.Read.All"
  | "Team.ReadBasic.All"
  | "ChannelMember.Read.Group"
  | "MailboxSettings.Read"
  | "Chat.ReadBasic.WhereInstalled";

/** How Graph behaves, and what it was asked. */
export interface GraphSettings {
  /** Of the app; messages are granted by teams and chats (`hearsAll`). */
  granted: Set<GraphPermission>;
  /** Pages are no longer than that, however long they are asked for. */
  pageSize: number;
  /** So many calls are told to come back later. */
  throttled: number;
  retryAfterSeconds: number;
  /** Answers in Graph's place, where it answers at all. */
  onCall: ((path: string) => Response | Promise<Response> | undefined) | undefined;
  /** Path and query below `/graph/v1.0/`, decoded, with what became of it. */
  calls: { path: string; status: number }[];
}

export function createGraphSettings(): GraphSettings {
  return {
    granted: new Set<GraphPermission>([
      "User.Read.All",
      "GroupMember.Read.All",
      "Team.ReadBasic.All",
      "ChannelMember.Read.Group",
      "MailboxSettings.Read",
      "Chat.ReadBasic.WhereInstalled",
    ]),
    pageSize: 999,
    throttled: 0,
    retryAfterSeconds: 2,
    onCall: undefined,
    calls: [],
  };
}
