import { addReaction, takeReaction } from "../../actions/react.ts";
import { SlackRefusal } from "../../api/refusal.ts";
import { messageJson } from "../../events/message-json.ts";
import { findMessage } from "../../state/messages.ts";
import { seenChannel } from "../channel-access.ts";
import { type Call, flag, type Method, method, text, ts } from "../method.ts";

const place = { channel: text, timestamp: ts };

export const reactionMethods: Record<string, Method> = {
  "reactions.add": method({
    scopes: ["reactions:write"],
    tier: "tier3",
    args: { ...place, name: text },
    run(call, { name, ...at }) {
      const { channel, message } = find(call, at);
      if (!/^[\w+'-]+(::skin-tone-\d)?$/.test(name)) throw new SlackRefusal("invalid_name");
      const { botUserId } = call.installation;
      if (message.reactions.get(name)?.has(botUserId)) throw new SlackRefusal("already_reacted");
      addReaction(call.world, channel, message, botUserId, name);
      return {};
    },
  }),
  "reactions.remove": method({
    scopes: ["reactions:write"],
    tier: "tier2",
    args: { ...place, name: text },
    run(call, { name, ...at }) {
      const { channel, message } = find(call, at);
      const { botUserId } = call.installation;
      if (!message.reactions.get(name)?.has(botUserId)) throw new SlackRefusal("no_reaction");
      takeReaction(call.world, channel, message, botUserId, name);
      return {};
    },
  }),
  "reactions.get": method({
    scopes: ["reactions:read"],
    tier: "tier3",
    args: { ...place, full: flag.optional() },
    run(call, at) {
      const { channel, message } = find(call, at);
      return { type: "message", channel: channel.id, message: messageJson(call.world, message) };
    },
  }),
};

function find(call: Call, { channel: id, timestamp }: { channel: string; timestamp: string }) {
  const channel = seenChannel(call, id);
  const message = findMessage(channel, timestamp);
  if (message === undefined) throw new SlackRefusal("message_not_found");
  return { channel, message };
}
