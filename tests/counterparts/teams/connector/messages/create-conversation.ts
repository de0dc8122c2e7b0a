import { z } from "zod";
import { lookUpPerson } from "../../state/find.ts";
import { openPersonal } from "../../state/rooms.ts";
import type { World } from "../../world.ts";
import { mustBeIn } from "../authorize.ts";
import { Refusal } from "../refusal.ts";
import { takeMessage } from "./take-message.ts";

const bodySchema = z.looseObject({
  isGroup: z.boolean().optional(),
  bot: z.looseObject({ id: z.string() }).optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  tenantId: z.string().optional(),
  activity: z.record(z.string(), z.unknown()).optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
});

/** Opens the chat of one person with the bot, or a new thread in a channel. */
export function createConversation(world: World, body: unknown): object {
  const read = bodySchema.safeParse(body);
  if (!read.success) throw new Refusal(400, "BadSyntax", z.prettifyError(read.error));
  const { channelData, members = [], activity, isGroup, tenantId } = read.data;
  const channelId = channelData?.channel?.id;
  if (channelId !== undefined) {
    if (activity === undefined) throw new Refusal(400, "BadArgument", "Activity is required.");
    const { room } = mustBeIn(world, channelId);
    const message = takeMessage(world, { room, rootId: undefined }, activity);
    return { id: `${room.id};messageid=${message.id}`, activityId: message.id };
  }
  const [only] = members;
  if (isGroup === true || members.length !== 1 || only === undefined) {
    throw new Refusal(400, "BadArgument", "Bots can only create conversations with one member.");
  }
  const tenant = channelData?.tenant?.id ?? tenantId;
  if (tenant === undefined) {
    throw new Refusal(
      400,
      "BadArgument",
      "Failed to decrypt conversation id: no tenant was given.",
    );
  }
  const person = lookUpPerson(world, only.id);
  if (person === undefined || person.name === only.id || tenant !== world.tenantId) {
    throw new Refusal(404, "UserNotFound", "The user was not found.");
  }
  const mayOpen = world.installedFor.has(person.objectId) || world.mayOpenFor.has(person.objectId);
  if (!mayOpen) {
    const message = "Bot is not installed in user's personal scope";
    throw new Refusal(403, "ForbiddenOperationException", message);
  }
  world.installedFor.add(person.objectId);
  const room = openPersonal(world, person);
  if (activity === undefined) return { id: room.id };
  return { id: room.id, activityId: takeMessage(world, { room, rootId: undefined }, activity).id };
}
