import type { z } from "zod";
import { ChatError } from "../../chat-error.ts";
import type { AppToken } from "../connect/app-token.ts";
import type { TeamsOptions } from "../teams-options.ts";
import { createGraphClient, isGone } from "./graph-client.ts";
import {
  channelMemberSchema,
  chatSchema,
  directoryObjectSchema,
  type GraphChannelMember,
  type GraphGroup,
  type GraphMessage,
  type GraphUser,
  groupSchema,
  mailboxSchema,
  messageSchema,
  teamSchema,
  userSchema,
} from "./graph-shapes.ts";

/** What Footnote asks of Microsoft Graph, in the name of the app. All throw ChatError. */
export interface Graph {
  /** Undefined where there is nobody such. */
  user(tenantId: string, userId: string): Promise<GraphUser | undefined>;
  usersWithMail(tenantId: string, address: string): Promise<GraphUser[]>;
  /** As their mailbox has it: an IANA name, or one of Windows'. */
  timeZone(tenantId: string, userId: string): Promise<string | undefined>;
  group(tenantId: string, groupId: string): Promise<GraphGroup | undefined>;
  /** By the whole name. */
  groupsNamed(tenantId: string, name: string): Promise<GraphGroup[]>;
  /** Ids, lower-case, of all in a group and in the groups in it; undefined where there is no such group. */
  groupMembers(tenantId: string, groupId: string): Promise<ReadonlySet<string> | undefined>;
  /** Of a team, by its group: `public`, `private`, `hiddenMembership`. */
  teamVisibility(tenantId: string, groupId: string): Promise<string | undefined>;
  /** What people called a chat; undefined where nobody did. */
  chatTopic(tenantId: string, chatId: string): Promise<string | undefined>;
  /** Everybody who reads a channel, also those whose own team it is shared with. */
  channelMembers(of: GraphChannel): Promise<GraphChannelMember[]>;
  /** Of a thread of a channel, newest first; the one that it began with comes last. */
  threadMessages(of: GraphChannel & { rootId: string }, signal: AbortSignal): GraphMessages;
  /** Of a chat, newest first, those that were sent before a time (milliseconds UTC). */
  chatMessages(
    of: { tenantId: string; chatId: string; before: number },
    signal: AbortSignal,
  ): GraphMessages;
}

export interface GraphChannel {
  tenantId: string;
  groupId: string;
  channelId: string;
}

type GraphMessages = AsyncGenerator<GraphMessage, void>;

const GRAPH_URL = "https://graph.microsoft.com";
/** Graph's largest pages. */
const MOST_OBJECTS = "999";
const MOST_MESSAGES = "50";
const OF_USER = "id,userType,accountEnabled,userPrincipalName";

export function createGraph(
  { pretendUrl }: Pick<TeamsOptions, "pretendUrl">,
  { appToken, now }: { appToken: AppToken; now: () => number },
): Graph {
  const baseUrl = pretendUrl === undefined ? GRAPH_URL : `${pretendUrl}/graph`;
  const client = createGraphClient({ baseUrl, appToken, now });

  async function one<T>(schema: z.ZodType<T>, ...[ask]: Parameters<typeof client.one>) {
    const found = await client.one(ask);
    return found === undefined ? undefined : read(schema, found);
  }

  async function all<T>(schema: z.ZodType<T>, ...[ask]: Parameters<typeof client.pages>) {
    const items: T[] = [];
    for await (const page of client.pages(ask)) {
      for (const item of page) items.push(read(schema, item));
    }
    return items;
  }

  async function* messages(...[ask]: Parameters<typeof client.pages>): GraphMessages {
    for await (const page of client.pages(ask)) {
      for (const item of page) yield read(messageSchema, item);
    }
  }

  return {
    user: (tenantId, userId) =>
      one(userSchema, { tenantId, path: ["users", userId], query: { $select: OF_USER } }),
    usersWithMail(tenantId, address) {
      const query = { $filter: `mail eq ${quoted(address)}`, $select: OF_USER };
      return all(userSchema, { tenantId, path: ["users"], query });
    },
    async timeZone(tenantId, userId) {
      const path = ["users", userId, "mailboxSettings"];
      return (await one(mailboxSchema, { tenantId, path }))?.timeZone;
    },
    group: (tenantId, groupId) =>
      one(groupSchema, {
        tenantId,
        path: ["groups", groupId],
        query: { $select: "id,displayName" },
      }),
    groupsNamed(tenantId, name) {
      const query = { $filter: `displayName eq ${quoted(name)}`, $select: "id,displayName" };
      return all(groupSchema, { tenantId, path: ["groups"], query });
    },
    async groupMembers(tenantId, groupId) {
      const path = ["groups", groupId, "transitiveMembers"];
      const query = { $select: "id", $top: MOST_OBJECTS };
      try {
        const found = await all(directoryObjectSchema, { tenantId, path, query });
        return new Set(found.map(({ id }) => id.toLowerCase()));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
    async teamVisibility(tenantId, groupId) {
      const query = { $select: "visibility" };
      return (await one(teamSchema, { tenantId, path: ["teams", groupId], query }))?.visibility;
    },
    async chatTopic(tenantId, chatId) {
      return (await one(chatSchema, { tenantId, path: ["chats", chatId] }))?.topic;
    },
    channelMembers: ({ tenantId, groupId, channelId }) =>
      all(channelMemberSchema, {
        tenantId,
        path: ["teams", groupId, "channels", channelId, "allMembers"],
      }),
    async *threadMessages({ tenantId, groupId, channelId, rootId }, signal) {
      const root = ["teams", groupId, "channels", channelId, "messages", rootId];
      const query = { $top: MOST_MESSAGES };
      yield* messages({ tenantId, path: [...root, "replies"], query, signal });
      const first = await one(messageSchema, { tenantId, path: root, signal });
      if (first !== undefined) yield first;
    },
    chatMessages({ tenantId, chatId, before }, signal) {
      const query = {
        $top: MOST_MESSAGES,
        $orderby: "createdDateTime desc",
        $filter: `createdDateTime lt ${new Date(before).toISOString()}`,
      };
      return messages({ tenantId, path: ["chats", chatId, "messages"], query, signal });
    },
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ChatError("unavailable", "Microsoft Graph answered in a way that cannot be read.");
}
