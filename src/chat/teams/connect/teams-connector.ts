import type { Attachment, SuggestedActions } from "botbuilder";

/*
 * What Footnote asks of Teams' connector service. `botbuilder` stands behind it, in this folder and
 * nowhere else; nobody beyond it knows that package.
 */

/** Which conversation, and where its connector is. */
export interface ConversationAddress {
  serviceUrl: string;
  tenantId: string;
  /** With `;messageid=…` for a thread of a channel. */
  conversationId: string;
}

/** An entity with all its fields: nothing of it is dropped on the way to the wire. */
export type TeamsEntity = { type: string } & Record<string, unknown>;

/** What the bot says, in the words of the Bot Framework. */
export interface OutgoingActivity {
  type: "message" | "typing";
  text?: string;
  textFormat?: "markdown" | "plain" | "xml";
  summary?: string;
  replyToId?: string;
  attachments?: Attachment[];
  attachmentLayout?: "list" | "carousel";
  entities?: TeamsEntity[];
  suggestedActions?: SuggestedActions;
  channelData?: Record<string, unknown>;
}

/** Somebody in a conversation, as its roster has them. */
export interface RosterMember {
  /** Teams' own id of them (`29:…`), or a bot's (`28:…`). */
  id: string;
  /** Entra object id; undefined for bots and for who joined a meeting without an account. */
  aadObjectId: string | undefined;
  name: string | undefined;
  email: string | undefined;
  userPrincipalName: string | undefined;
  /** Of their own company: differs from the conversation's for people of shared channels. */
  tenantId: string | undefined;
  /** `user`, `guest`, `anonymous`, `bot`, as Teams says it. */
  userRole: string | undefined;
}

export interface TeamDetails {
  id: string;
  name: string | undefined;
  /** Of the Microsoft 365 group behind the team. */
  aadGroupId: string | undefined;
}

export interface ChannelDetails {
  id: string;
  name: string | undefined;
  /** `standard`, `private`, `shared`. */
  type: string | undefined;
}

/**
 * One call is one request: nothing is tried again or waited for in here, but what was not taken for its
 * token's sake. All throw ChatError:
 * `rate-limited` (with `retryAfterMs` in its `cause`, see `ConnectorRefusal`), `unavailable` (it may
 * have arrived all the same, unless it was for the token's sake), `not-allowed`, `unknown-room`, `invalid`.
 */
export interface TeamsConnector {
  /** @returns the id of the activity; undefined where Teams gives none (a typing sign) */
  send(to: ConversationAddress, activity: OutgoingActivity): Promise<string | undefined>;
  update(to: ConversationAddress, activityId: string, activity: OutgoingActivity): Promise<void>;
  remove(to: ConversationAddress, activityId: string): Promise<void>;
  /** The personal chat with somebody (Entra object id or `29:…`). @returns its conversation id */
  openPersonal(
    at: Pick<ConversationAddress, "serviceUrl" | "tenantId">,
    person: string,
  ): Promise<string>;
  /** All pages. */
  members(of: ConversationAddress): Promise<RosterMember[]>;
  /** Undefined where they are not in it. `person`: Entra object id or `29:…`. */
  member(of: ConversationAddress, person: string): Promise<RosterMember | undefined>;
  team(of: ConversationAddress, teamId: string): Promise<TeamDetails>;
  channels(of: ConversationAddress, teamId: string): Promise<ChannelDetails[]>;
}

/** The `cause` of a ChatError that the connector service's own refusal led to. */
export interface ConnectorRefusal {
  status: number;
  /** As the service names it: `ContentStreamNotAllowed`, `ConversationBlockedByUser`, …. */
  code: string | undefined;
  message: string | undefined;
  /** Of `Retry-After`. */
  retryAfterMs: number | undefined;
}

/** The `cause` of a ChatError `unavailable` where the request never left: it cannot have arrived. */
export interface ConnectorUnsent {
  isUnsent: true;
}
