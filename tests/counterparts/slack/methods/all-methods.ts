import { authMethods } from "./auth.ts";
import { agentMethods } from "./chat/agents.ts";
import { chatMethods } from "./chat/messages.ts";
import { reactionMethods } from "./chat/reactions.ts";
import { scheduledMethods } from "./chat/scheduled.ts";
import { streamMethods } from "./chat/streams.ts";
import { conversationChangeMethods } from "./conversations/changes.ts";
import { historyMethods } from "./conversations/history.ts";
import { conversationMethods } from "./conversations/list.ts";
import { fileMethods } from "./files.ts";
import type { Method } from "./method.ts";
import { userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

/** Every method of the Web API that is known here, by name. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...authMethods,
  ...conversationMethods,
  ...historyMethods,
  ...conversationChangeMethods,
  ...userMethods,
  ...chatMethods,
  ...streamMethods,
  ...scheduledMethods,
  ...agentMethods,
  ...reactionMethods,
  ...viewMethods,
  ...fileMethods,
};
