/** A team: a Microsoft 365 group with channels. */
export interface Team {
  /** The thread of its General channel: `19:…@thread.tacv2`. */
  id: string;
  name: string;
  tenantId: string;
  /** Id of the group in Entra ID. */
  groupId: string;
  /** Object ids, guests among them. */
  members: Set<string>;
  owners: Set<string>;
  /** For Graph: `public` teams may be joined by anybody of the tenant. */
  visibility: "public" | "private";
  /** The app is added to it, and with it the bot to each standard channel. */
  isBotIn: boolean;
  /** The team granted `ChannelMessage.Read.Group`. */
  hearsAll: boolean;
  isArchived: boolean;
}
