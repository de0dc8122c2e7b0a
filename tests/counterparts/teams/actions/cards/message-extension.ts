import { htmlOf } from "../../delivery/activity.ts";
import type { InvokeAnswer } from "../../delivery/invoke-answer.ts";
import type { Message } from "../../shapes/message.ts";
import { findPerson } from "../../state/find.ts";
import type { World } from "../../world.ts";
import { openDialog } from "./dialogs.ts";
import { invokeOn } from "./invoke.ts";

/** Somebody uses one of the app's actions from a message's menu, by the command's id. */
export async function useOnMessage(
  world: World,
  who: string,
  message: Message,
  commandId: string,
): Promise<InvokeAnswer> {
  const person = findPerson(world, who);
  const common = {
    commandId,
    commandContext: "message",
    context: { theme: "default" },
    messagePayload: payloadOf(world, message),
  };
  const ask = (name: string, more: object) =>
    invokeOn(world, person, message, {
      name: `composeExtension/${name}`,
      value: { ...common, ...more },
      withoutReplyTo: true,
    });
  const answer = await ask("fetchTask", {});
  return openDialog(world, who, answer, (data) => ask("submitAction", { data }));
}

/** A message as Teams hands it to an action. */
function payloadOf(world: World, message: Message): object {
  const { id, rootId, at, from, reactions, mentions } = message;
  const author = world.people.get(from);
  const isBot = from === "bot";
  const bot = { applicationIdentityType: "bot", id: world.app.id, displayName: world.app.name };
  return {
    id,
    ...(rootId === undefined ? {} : { replyToId: rootId }),
    createdDateTime: new Date(at).toISOString(),
    lastModifiedDateTime: null,
    deleted: false,
    summary: null,
    importance: "normal",
    locale: "en-us",
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(message.roomId)}/${id}`,
    from: {
      device: null,
      conversation: null,
      user: isBot
        ? null
        : {
            userIdentityType: "aadUser",
            id: author?.objectId,
            displayName: author?.displayName,
          },
      application: isBot ? bot : null,
    },
    body: {
      contentType: isBot ? "text" : "html",
      content: isBot ? message.text : htmlOf(message),
    },
    attachments: [],
    mentions: mentions.map((mention, index) => ({
      id: index,
      mentionText: mention.name,
      mentioned: { user: { id: mention.id, displayName: mention.name } },
    })),
    reactions: [...reactions].flatMap(([type, whos]) =>
      [...whos].map((objectId) => ({
        reactionType: type,
        createdDateTime: new Date(at).toISOString(),
        user: { userIdentityType: "aadUser", id: objectId },
      })),
    ),
  };
}
