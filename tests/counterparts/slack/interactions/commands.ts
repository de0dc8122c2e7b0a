import { postEphemeral } from "../actions/post.ts";
import { mustBeThere } from "../actions/speak.ts";
import { typed } from "../actions/typed.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { messageJson } from "../events/message-json.ts";
import type { Message } from "../shapes/message.ts";
import { findChannel } from "../state/channels.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";
import { answerWithMessage } from "./answer-message.ts";
import { installedFor, interaction, newResponseUrl, newTrigger } from "./payload.ts";

/** Somebody types a slash command; `line` is all of it. */
export function runCommand(world: World, who: string, where: string, line: string): Delivery {
  const user = findUser(world, who);
  const channel = findChannel(world, where);
  mustBeThere(channel, user);
  const [command = "", ...rest] = line.trim().split(" ");
  const known = world.app.manifest.features.slash_commands.find((one) => one.command === command);
  if (known === undefined) throw new Error(`${command} is not a command that works here`);
  const { teamId } = installedFor(world, user);
  const words = rest.join(" ").trim();
  const responseUrl = newResponseUrl(world, user, { channel });
  const payload = {
    token: world.app.verificationToken,
    team_id: teamId,
    team_domain: world.teams.get(teamId)?.domain,
    channel_id: channel.id,
    channel_name: channel.kind === "im" ? "directmessage" : channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text: known.should_escape ? typed(world, { teamId, userId: user.id }, words).text : words,
    api_app_id: world.app.id,
    is_enterprise_install: "false",
    response_url: responseUrl,
    trigger_id: newTrigger(world, user, teamId, undefined),
  };
  return deliver(world, {
    kind: "slash_commands",
    what: command,
    payload,
    onAnswer: (answer) => answerWithMessage(world, responseUrl, answer),
    onFailed: () => {
      const text = `${command} failed with the error "operation_timeout"`;
      postEphemeral(world, channel, { user: "USLACKBOT", text, ephemeralFor: user.id });
    },
  });
}

/** A shortcut from a message's menu. */
export function useMessageShortcut(
  world: World,
  who: string,
  message: Message,
  callbackId: string,
): Delivery {
  const user = findUser(world, who);
  const channel = findChannel(world, message.channelId);
  mustBeThere(channel, user);
  mustHave(world, "message", callbackId);
  // The menu of a message that only one person sees has none.
  if (message.ephemeralFor !== undefined) throw new Error("an ephemeral message has no shortcuts");
  const payload = {
    ...interaction(world, user, "message_action"),
    callback_id: callbackId,
    action_ts: world.ids.ts(world.clock.now()),
    channel: { id: channel.id, name: channel.name || "directmessage" },
    message_ts: message.ts,
    message: messageJson(world, message, true),
    response_url: newResponseUrl(world, user, { channel, message }),
  };
  return deliver(world, { kind: "interactive", what: "message_action", payload });
}

/** A shortcut from the search bar or the lightning bolt. */
export function useGlobalShortcut(world: World, who: string, callbackId: string): Delivery {
  const user = findUser(world, who);
  mustHave(world, "global", callbackId);
  const payload = {
    ...interaction(world, user, "shortcut"),
    callback_id: callbackId,
    action_ts: world.ids.ts(world.clock.now()),
  };
  return deliver(world, { kind: "interactive", what: "shortcut", payload });
}

function mustHave(world: World, type: "message" | "global", callbackId: string): void {
  const { shortcuts } = world.app.manifest.features;
  const found = shortcuts.some((one) => one.type === type && one.callback_id === callbackId);
  if (!found) throw new Error(`the manifest has no ${type} shortcut ${callbackId}`);
}
