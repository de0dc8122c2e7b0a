import { z } from "zod";
import { ChatError } from "../../chat-error.ts";
import type { ChannelDetails, RosterMember, TeamDetails } from "./teams-connector.ts";

/** Some that Teams does not know it gives as empty words. */
const word = z
  .string()
  .nullish()
  .transform((text) => text || undefined);

const memberSchema = z
  .object({
    id: z.string().min(1),
    aadObjectId: word,
    /** The same, from connectors of the one kind or the other. */
    objectId: word,
    name: word,
    email: word,
    userPrincipalName: word,
    tenantId: word,
    userRole: word,
  })
  .transform(({ objectId, ...member }) => ({
    ...member,
    aadObjectId: member.aadObjectId ?? objectId,
  }));

const pageSchema = z.object({ members: z.array(z.unknown()), continuationToken: word });
const teamSchema = z.object({ id: z.string().min(1), name: word, aadGroupId: word });
const channelSchema = z.object({ id: z.string().min(1), name: word, type: word });
const channelsSchema = z.object({ conversations: z.array(channelSchema) });

/** @throws ChatError where somebody cannot be read: a roster that lacks one is none */
export function readMember(value: unknown): RosterMember {
  return read(memberSchema, value, "member of a conversation");
}

export function readPage(value: unknown): {
  members: RosterMember[];
  continuationToken: string | undefined;
} {
  const { members, continuationToken } = read(pageSchema, value, "page of a roster");
  return { members: members.map(readMember), continuationToken };
}

export function readTeam(value: unknown): TeamDetails {
  return read(teamSchema, value, "team");
}

export function readChannels(value: unknown): ChannelDetails[] {
  return read(channelsSchema, value, "list of channels").conversations;
}

function read<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ChatError("unavailable", `Teams described a ${what} in a way that cannot be read.`);
}
