import { z } from "zod";
import { answerControl } from "../../shared/answer-control.ts";
import { NO_CHAOS } from "../delivery/delivery.ts";
import { people } from "../people.ts";
import { conversationText } from "../render/conversation-text.ts";
import type { Message } from "../shapes/message.ts";
import { findMessage, findPerson, findRoom, fullName } from "../state/find.ts";
import type { World } from "../world.ts";

const who = z.string();
const room = z.string();
const team = z.string();
/** A message's id; the bot's last one in the room, where absent. */
const message = z.string().optional();
const name = z.string();
const type = z.string();
const text = z.string();
const inputs = z.record(z.string(), z.union([z.string(), z.number()])).default({});
const rate = z.number().min(0).max(1).default(0);

const operation = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.enum(["say", "mention"]),
    who,
    room,
    text,
    thread: z.string().optional(),
  }),
  z.strictObject({ do: z.literal("edit"), room, message: z.string(), text }),
  z.strictObject({ do: z.enum(["delete", "undelete"]), room, message: z.string() }),
  z.strictObject({ do: z.enum(["react", "unreact"]), who, room, message, type }),
  z.strictObject({ do: z.literal("click"), who, room, message, button: z.string(), inputs }),
  z.strictObject({ do: z.literal("refresh"), who, room, message }),
  z.strictObject({
    do: z.literal("vote"),
    ...{ who, room, message },
    what: z.enum(["like", "dislike"]),
    words: z.string().default(""),
  }),
  z.strictObject({ do: z.literal("submit"), who, inputs, button: z.string().optional() }),
  z.strictObject({ do: z.enum(["dialog", "stop"]), who }),
  z.strictObject({ do: z.literal("use-on-message"), who, room, message, command: z.string() }),
  z.strictObject({ do: z.enum(["install", "uninstall"]), who, room: room.optional() }),
  z.strictObject({ do: z.enum(["add-member", "remove-member"]), by: who, room, who }),
  z.strictObject({
    do: z.literal("create-channel"),
    ...{ who, team, name },
    type: z.enum(["standard", "private", "shared"]).default("standard"),
    members: z.array(who).default([]),
  }),
  z.strictObject({ do: z.literal("rename-channel"), who, room, name }),
  z.strictObject({ do: z.literal("delete-channel"), who, room }),
  z.strictObject({ do: z.enum(["archive-team", "unarchive-team", "delete-team"]), who, team }),
  z.strictObject({ do: z.literal("read"), who, room }),
  z.strictObject({ do: z.literal("listen"), url: z.url() }),
  z.strictObject({
    do: z.literal("misbehave"),
    ...{ twice: rate, late: rate, shuffled: rate },
    lateMs: z.number().default(NO_CHAOS.lateMs),
  }),
  z.strictObject({ do: z.literal("advance"), minutes: z.number().positive() }),
]);

/** Lets people and scripts do what anybody in the company could; needs no token. */
export function control(world: World, method: string, path: string, text: string) {
  const views = {
    requests: () => world.calls,
    deliveries: () => world.deliveries,
    complaints: () => world.complaints,
    rooms: () =>
      [...world.rooms.values()]
        .filter(({ isDeleted }) => !isDeleted)
        .map((one) => fullName(world, one)),
  };
  return answerControl(
    { views, operation, perform: (task) => perform(world, task) },
    method,
    path,
    text,
  );
}

async function perform(world: World, task: z.infer<typeof operation>): Promise<unknown> {
  const act = people(world);
  switch (task.do) {
    case "say":
    case "mention":
      return { id: act[task.do](task.who, task.room, task.text, { thread: task.thread }).id };
    case "edit":
      return act.edit(pick(world, task), task.text);
    case "delete":
    case "undelete":
      return act[task.do](pick(world, task));
    case "react":
    case "unreact":
      return act[task.do](task.who, pick(world, task), task.type);
    case "click":
      return act.click(task.who, pick(world, task), task.button, task.inputs);
    case "refresh":
      return act.refresh(task.who, pick(world, task));
    case "vote":
      return act.vote(task.who, pick(world, task), task.what, { words: task.words });
    case "submit":
      return act.submit(task.who, task.inputs, task.button);
    case "dialog":
    case "stop":
      return act[task.do](task.who);
    case "use-on-message":
      return act.useOnMessage(task.who, pick(world, task), task.command);
    case "install":
    case "uninstall":
      return { id: act[task.do](task.who, task.room).id };
    case "add-member":
      return act.addMember(task.by, task.room, task.who);
    case "remove-member":
      return act.removeMember(task.by, task.room, task.who);
    case "create-channel": {
      const { type: kind, members } = task;
      return { id: act.createChannel(task.who, task.team, task.name, { type: kind, members }).id };
    }
    case "rename-channel":
      return act.renameChannel(task.who, task.room, task.name);
    case "delete-channel":
      return act.deleteChannel(task.who, task.room);
    case "archive-team":
      return act.archiveTeam(task.who, task.team);
    case "unarchive-team":
      return act.unarchiveTeam(task.who, task.team);
    case "delete-team":
      return act.deleteTeam(task.who, task.team);
    case "read":
      return conversationText(world, findRoom(world, task.room), findPerson(world, task.who));
    case "listen":
      world.botUrl = task.url;
      return undefined;
    case "misbehave": {
      const { twice, late, lateMs, shuffled } = task;
      world.chaos = { twice, late, lateMs, shuffled };
      return undefined;
    }
    case "advance":
      return world.clock.advance(task.minutes * 60_000);
  }
}

function pick(world: World, task: { room: string; message?: string | undefined }): Message {
  const where = findRoom(world, task.room);
  const found =
    task.message === undefined
      ? people(world).botMessages(task.room).at(-1)
      : findMessage(where, task.message);
  if (found === undefined) throw new Error(`${where.name} has no such message`);
  return found;
}
