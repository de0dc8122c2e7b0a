import { z } from "zod";
import { answerControl } from "../../shared/answer-control.ts";
import { NO_CHAOS } from "../delivery/delivery.ts";
import { verifyUrl } from "../delivery/verify-url.ts";
import { uninstall } from "../oauth/uninstall.ts";
import { people } from "../people.ts";
import { conversationText } from "../render/conversation-text.ts";
import type { Message } from "../shapes/message.ts";
import { findChannel } from "../state/channels.ts";
import { findMessage } from "../state/messages.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";

const who = z.string();
const channel = z.string();
const ts = z.string();
const rate = z.number().min(0).max(1).default(0);
const answer = z.union([z.string(), z.array(z.string()), z.boolean()]);

const operation = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.enum(["say", "mention"]),
    who,
    channel,
    text: z.string(),
    thread: ts.optional(),
  }),
  z.strictObject({ do: z.literal("edit"), channel, ts, text: z.string() }),
  z.strictObject({ do: z.literal("delete"), channel, ts }),
  z.strictObject({ do: z.literal("react"), who, channel, ts, name: z.string() }),
  z.strictObject({
    do: z.literal("click"),
    who,
    channel,
    ts,
    action: z.string(),
    answer: answer.optional(),
  }),
  z.strictObject({ do: z.literal("command"), who, channel, line: z.string() }),
  z.strictObject({ do: z.literal("shortcut"), who, channel, ts, callback: z.string() }),
  z.strictObject({
    do: z.literal("submit"),
    who,
    answers: z.record(z.string(), answer).default({}),
  }),
  z.strictObject({ do: z.literal("close-modal"), who }),
  z.strictObject({
    do: z.literal("open-home"),
    who,
    tab: z.enum(["home", "messages"]).default("home"),
  }),
  z.strictObject({ do: z.enum(["join", "leave"]), who, channel }),
  z.strictObject({ do: z.enum(["archive", "unarchive", "invite-app", "kick-app"]), who, channel }),
  z.strictObject({ do: z.literal("stop-agent"), who, channel, thread: ts }),
  z.strictObject({ do: z.literal("uninstall"), team: z.string() }),
  z.strictObject({ do: z.literal("read"), who, channel }),
  z.strictObject({ do: z.literal("listen"), url: z.url().nullable() }),
  z.strictObject({
    do: z.literal("misbehave"),
    twice: rate,
    late: rate,
    lateMs: z.number().default(NO_CHAOS.lateMs),
    shuffled: rate,
    socketLost: rate,
  }),
  z.strictObject({ do: z.literal("drop-sockets"), count: z.int().optional() }),
  z.strictObject({ do: z.literal("advance"), minutes: z.number().positive() }),
]);

/** Lets people and scripts do what anybody in the workspace could, and more; needs no token. */
export function control(world: World, method: string, path: string, text: string) {
  const views = {
    requests: () => world.calls,
    deliveries: () => world.deliveries,
    complaints: () => world.complaints,
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
    case "mention": {
      const options = task.thread === undefined ? {} : { thread: task.thread };
      const { ts: at } = act[task.do](task.who, task.channel, task.text, options);
      return { ts: at };
    }
    case "edit":
      return act.edit(messageAt(world, task), task.text);
    case "delete":
      return act.delete(messageAt(world, task));
    case "react":
      return act.react(task.who, messageAt(world, task), task.name);
    case "click":
      return { delivery: act.click(task.who, messageAt(world, task), task.action, task.answer).id };
    case "command":
      return { delivery: act.command(task.who, task.channel, task.line).id };
    case "shortcut":
      return { delivery: act.shortcut(task.who, messageAt(world, task), task.callback).id };
    case "submit":
      return act.submit(task.who, task.answers);
    case "close-modal":
      return act.closeModal(task.who);
    case "open-home":
      return act.openHome(task.who, task.tab);
    case "join":
    case "leave":
      return act[task.do](task.who, task.channel);
    case "archive":
      return act.archive(task.channel, task.who);
    case "unarchive":
      return act.unarchive(task.channel, task.who);
    case "invite-app":
      return act.inviteApp(task.who, task.channel);
    case "kick-app":
      return act.kickApp(task.who, task.channel);
    case "stop-agent":
      return act.stopAgent(task.who, task.channel, task.thread);
    case "uninstall":
      return uninstall(world, task.team);
    case "read":
      return {
        text: conversationText(
          world,
          findChannel(world, task.channel),
          findUser(world, task.who).id,
        ),
      };
    case "listen": {
      const verified = task.url === null ? undefined : await verifyUrl(world, task.url);
      world.requestUrl = task.url ?? undefined;
      return { verified };
    }
    case "misbehave": {
      const { do: _, ...chaos } = task;
      world.chaos = chaos;
      return undefined;
    }
    case "drop-sockets":
      return world.sockets.drop(task.count);
    case "advance":
      return world.clock.advance(task.minutes * 60_000);
  }
}

function messageAt(world: World, at: { channel: string; ts: string }): Message {
  const place = findChannel(world, at.channel);
  const found = findMessage(place, at.ts) ?? place.ephemeral.find((one) => one.ts === at.ts);
  if (found === undefined) throw new Error(`there is no message ${at.ts} in ${at.channel}`);
  return found;
}
